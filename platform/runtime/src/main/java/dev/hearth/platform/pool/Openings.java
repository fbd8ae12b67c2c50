package dev.hearth.platform.pool;

import java.util.LinkedHashSet;
import java.util.Set;

/** Which replicas can be sent something: those with a free slot, and those that hold so little that a frame is worth sending. */
final class Openings {
    /** With a free slot, the one that waits longest first. */
    final Set<Replica> free = new LinkedHashSet<>();
    /** Its slots are full, but no more than half of what it was last filled to is left: waiting that long is what makes frames carry many elements. */
    final Set<Replica> low = new LinkedHashSet<>();
    /** Holding more than can run there. */
    final Set<Replica> ahead = new LinkedHashSet<>();

    /** Whatever the replica holds, or may be sent, has changed. */
    void update(Replica replica) {
        boolean open = replica.open();
        boolean full = replica.held >= replica.slots;
        change(free, replica, open && !full);
        change(low, replica, open && full && replica.held <= replica.target / 2);
        change(ahead, replica, open && replica.held > replica.slots);
    }

    void remove(Replica replica) {
        free.remove(replica);
        low.remove(replica);
        ahead.remove(replica);
    }

    private static void change(Set<Replica> set, Replica replica, boolean in) {
        if (in) {
            set.add(replica);
        } else {
            set.remove(replica);
        }
    }
}
