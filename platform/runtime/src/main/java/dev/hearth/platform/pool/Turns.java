package dev.hearth.platform.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: runs that may send something stand in a circle, and each turn sends one element. Keeps each run's cap: of a run's leases at one replica
 * no more can run at once than the replica has slots, and the sum of that over all replicas is held at or below the run's concurrency. What is sent ahead to a replica whose
 * slots the run fills already therefore costs nothing.
 */
class Turns {
    /** How many turns are looked at before a replica without a free slot goes without. */
    private static final int LOOK_AHEAD = 16;

    private final ArrayDeque<PoolRun> circle = new ArrayDeque<>();

    /** The run may have become able to send. */
    void update(PoolRun run) {
        if (!run.inTurn && maySend(run)) {
            run.inTurn = true;
            circle.addLast(run);
        }
    }

    /** Somebody may send something to a replica with a free slot. */
    boolean waiting() {
        while (!circle.isEmpty()) {
            PoolRun run = circle.getFirst();
            if (maySend(run)) {
                return true;
            }
            run.inTurn = false;
            circle.removeFirst();
        }
        return false;
    }

    private boolean maySend(PoolRun run) {
        return !run.queue.isEmpty() && underCap(run);
    }

    /** One more of the run's queue may run. A place is kept free for an element that waits for a replica of its own: it is older than all in the queue. */
    boolean underCap(PoolRun run) {
        return run.concurrency == 0 || run.running < run.concurrency - Math.min(1, run.suspects);
    }

    /** The element whose turn it is, among those that the replica can take now; it stays in its queue. */
    @Nullable
    Element next(Replica replica, PoolSettings settings) {
        List<PoolRun> passedOver = null;
        Element found = null;
        while (found == null && waiting()) {
            PoolRun run = circle.getFirst();
            Element element = run.queue.peek();
            if (element != null && replica.takes(element, settings)) {
                found = element;
            } else if (passedOver != null && passedOver.size() >= LOOK_AHEAD) {
                break;
            } else {
                passedOver = passedOver == null ? new ArrayList<>(LOOK_AHEAD) : passedOver;
                passedOver.add(circle.removeFirst());
            }
        }
        if (found == null) {
            found = aheadOfCapped(replica, settings);
        } else {
            turnOver(circle);
        }
        if (passedOver != null) {
            for (int i = passedOver.size() - 1; i >= 0; i--) {
                circle.addFirst(passedOver.get(i));
            }
        }
        return found;
    }

    /** The run that has every turn, and no cap; null if there is none, or any that has one. */
    @Nullable
    PoolRun alone() {
        PoolRun run = circle.size() == 1 ? circle.getFirst() : null;
        return run == null || run.concurrency > 0 ? null : run;
    }

    /** As {@link #next}, while this run is alone. */
    @Nullable
    Element nextOf(PoolRun alone, Replica replica, PoolSettings settings) {
        Element element = alone.queue.peek();
        return element != null && replica.takes(element, settings) ? element : next(replica, settings);
    }

    /** The first run has had its turn. */
    void turnOver(ArrayDeque<PoolRun> circle) {
        if (circle.size() > 1) {
            circle.addLast(circle.removeFirst());
        }
    }

    /** An element of a run that is at its cap and fills the replica's slots: it can only run after another of its run. */
    private @Nullable Element aheadOfCapped(Replica replica, PoolSettings settings) {
        for (PoolRun run : replica.cappedRuns()) {
            Element element = run.queue.peek();
            if (element != null
                    && run.suspects == 0
                    && replica.leasesOf(run) >= replica.slots
                    && replica.takes(element, settings)) {
                return element;
            }
        }
        return null;
    }

    /** The element has been sent to the replica. */
    void leased(Element element, Replica replica) {
        PoolRun run = element.run;
        run.leased++;
        if (run.concurrency > 0 && replica.countLease(run, 1) <= replica.slots) {
            run.running++;
        }
    }

    /** The element is not at the replica any more. */
    void released(Element element, Replica replica) {
        PoolRun run = element.run;
        run.leased--;
        if (run.concurrency > 0 && replica.countLease(run, -1) < replica.slots) {
            run.running--;
            update(run);
        }
    }
}
