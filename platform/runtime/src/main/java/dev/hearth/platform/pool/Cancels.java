package dev.hearth.platform.pool;

import dev.hearth.FailureKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cancels runs: what waits at once, what is at a replica with its answer, or after the grace time. */
class Cancels {
    static final String MESSAGE = "Cancelled before it began.";

    /** A lease that was asked to end. */
    private record Asked(Element element, long lease, long deadline) {}

    private final PoolSettings settings;
    private final Consumer<Command> commands;
    private final Work work;
    private final Fleet fleet;
    /** The grace time is the same for all, so the first asked is the first due. */
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();

    Cancels(Consumer<Command> commands, Work work, Fleet fleet) {
        this.settings = work.settings;
        this.commands = commands;
        this.work = work;
        this.fleet = fleet;
    }

    void cancel(long now, PoolRun run) {
        run.cancelled = true;
        work.failWaiting(now, run, FailureKind.CANCELLED, MESSAGE);
        if (run.leased == 0) {
            return;
        }
        for (Replica replica : fleet.replicas.values()) {
            cancel(now, run, replica);
        }
    }

    private void cancel(long now, PoolRun run, Replica replica) {
        long[] leases = new long[Math.min(run.leased, replica.held)];
        int count = 0;
        for (Element element = replica.first(); element != null; element = element.next) {
            if (element.run == run && !element.cancelling) {
                element.cancelling = true;
                asked.add(new Asked(element, element.lease, now + settings.cancelGraceNanos()));
                leases[count++] = element.lease;
            }
        }
        if (count > 0) {
            commands.accept(new Command.Cancel(replica.name, Arrays.copyOf(leases, count)));
        }
    }

    /** When the first grace time is over whose lease is still unanswered. */
    long next() {
        Asked first = asked.peekFirst();
        while (first != null && first.element.lease != first.lease) {
            asked.removeFirst();
            first = asked.peekFirst();
        }
        return first == null ? Long.MAX_VALUE : first.deadline;
    }

    /** An element whose grace time is over, still at its replica. */
    @Nullable
    Element overdue(long now) {
        return next() <= now ? asked.removeFirst().element : null;
    }
}
