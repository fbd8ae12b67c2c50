package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.Violation.unless;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.pool.ModelElement.Due;
import dev.hearth.platform.pool.ModelElement.State;
import org.jspecify.annotations.Nullable;

/** Judges outcomes. */
final class SettleJudge {
    private final Model model;
    private final Coverage coverage;

    SettleJudge(Model model, Coverage coverage) {
        this.model = model;
        this.coverage = coverage;
    }

    void settle(Command.Settle settle) {
        coverage.count(Happening.SETTLE);
        ModelElement element = model.elements.get(settle.element());
        if (element == null) {
            throw new Violation("elements are not invented", settle.element().index);
        }
        unless(element.state != State.SETTLED, "settled only once, sent only when it waits", element);
        Failure failure = settle.settled().failure();
        FailureKind kind = failure == null ? null : failure.kind();
        coverage.count(kind == null ? Happening.SUCCESS : Happening.valueOf(kind.name()));
        allowed(element, kind);
        provenance(element, settle.settled());
        if (failure != null) {
            unless(!failure.message().isEmpty(), "a failure has a message", element);
        } else {
            byte[] bytes = settle.settled().result();
            String result = bytes == null ? "" : new String(bytes, UTF_8);
            unless(result.equals(element.run.number + ":" + element.order), "each element has its own result", result);
        }
        leave(element);
    }

    private void allowed(ModelElement element, @Nullable FailureKind kind) {
        Due due = element.due;
        if (due != null) {
            unless(kind == due.failure(), "the outcome is the one that follows", kind, " for ", element, ", due ", due);
            model.due.remove(element);
            return;
        }
        boolean timeout = kind == FailureKind.QUEUE_TIMEOUT
                && element.state == State.WAITING
                && element.element.limits.queueTimeoutNanos() > 0
                && element.waited(model.now) >= element.element.limits.queueTimeoutNanos();
        unless(timeout, "an outcome has a reason", kind, " for ", element);
    }

    private void provenance(ModelElement element, Settled settled) {
        ModelElement.Dispatch last = element.last;
        long queued = (element.attempts == 0 ? model.now : last.at()) - element.submittedAt;
        unless(
                settled.attempts() == element.attempts
                        && settled.replica().equals(last.replica())
                        && settled.cold() == last.cold()
                        && settled.queuedNanos() == queued,
                "an outcome tells who ran it and when",
                settled,
                " for ",
                element,
                " ",
                last,
                " queued ",
                queued);
    }

    private void leave(ModelElement element) {
        switch (element.state) {
            case WAITING, PAUSED -> model.stopsWaiting(element);
            case LEASED -> model.release(element);
            default -> {}
        }
        element.state = State.SETTLED;
        element.due = null;
        model.settled++;
    }
}
