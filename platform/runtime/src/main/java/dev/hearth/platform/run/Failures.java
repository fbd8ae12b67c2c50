package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.Provenance;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.pool.Settled;
import java.time.Duration;

/** Outcomes of the pool in the words of the API. */
final class Failures {
    private Failures() {}

    static Provenance provenance(Settled settled) {
        return new Provenance(
                settled.replica(),
                settled.attempts(),
                Duration.ofNanos(settled.queuedNanos()),
                Duration.ofNanos(settled.runNanos()),
                settled.cold(),
                settled.cacheHits(),
                settled.cacheMisses());
    }

    static TaskFailedException ofTask(String task, Settled settled, Failure failure) {
        return exception("Task '" + task + "' failed", settled, failure);
    }

    static TaskFailedException ofElement(long index, String task, Settled settled, Failure failure) {
        return exception("Element " + index + " of map '" + task + "' failed", settled, failure);
    }

    private static TaskFailedException exception(String what, Settled settled, Failure failure) {
        StringBuilder message = new StringBuilder(what);
        if (settled.attempts() > 0) {
            message.append(" after ")
                    .append(settled.attempts())
                    .append(settled.attempts() == 1 ? " attempt" : " attempts");
        }
        if (!settled.replica().isEmpty()) {
            message.append(" on replica ").append(settled.replica());
        }
        return new TaskFailedException(
                failure.kind(), message.append(": ").append(failure.message()).toString(), failure.trace());
    }

    /** An outcome that was reached without the pool. */
    static Settled unsent(FailureKind kind, String message) {
        return new Settled(null, Failure.of(kind, message), "", 0, 0, 0, false, 0, 0);
    }
}
