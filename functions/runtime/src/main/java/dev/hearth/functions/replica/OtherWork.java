package dev.hearth.functions.replica;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes a replica's slots beside what its link brings: direct calls, and what a link that is gone has left running. Guarded by the
 * engine's lock.
 */
final class OtherWork {
    private final int slots;
    private final Deque<DirectExecution> waiting = new ArrayDeque<>();
    private int direct;
    private int orphans;
    private int told;

    OtherWork(int slots) {
        this.slots = slots;
    }

    boolean waits() {
        return !waiting.isEmpty();
    }

    /** Whether there was room: as many direct calls run or wait as there are slots, which is what Knative lets through to a replica. */
    boolean add(DirectExecution execution) {
        return direct + waiting.size() < slots && waiting.add(execution);
    }

    boolean remove(DirectExecution execution) {
        return waiting.remove(execution);
    }

    /** The first that waits; from now on it runs. */
    @Nullable
    DirectExecution begin() {
        DirectExecution first = waiting.poll();
        if (first != null) {
            direct++;
        }
        return first;
    }

    /** Those that wait. */
    List<DirectExecution> all() {
        return List.copyOf(waiting);
    }

    void orphaned() {
        orphans++;
    }

    /** What ran has ended, whatever it was. */
    void ended(Execution execution) {
        if (execution.orphan()) {
            orphans--;
        } else if (execution instanceof DirectExecution) {
            direct--;
        }
    }

    /** Of what runs, so many nobody waits for. */
    int orphans() {
        return orphans;
    }

    /** Of what runs, so many did not come by the present link. */
    int running() {
        return direct + orphans;
    }

    int waiting() {
        return waiting.size();
    }

    /** Slots that are taken, or will be before the link's next element. */
    int taken() {
        return Math.min(slots, running() + waiting.size());
    }

    /** Whether the platform does not know it yet; from now on it does. */
    boolean news() {
        boolean news = told != taken();
        told = taken();
        return news;
    }

    /** A new platform, which takes all slots for free. */
    void toldNobody() {
        told = 0;
    }
}
