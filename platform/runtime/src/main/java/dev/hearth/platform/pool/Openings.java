package dev.hearth.platform.pool;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Which replicas can be sent something: those with a free slot, and those that hold so little that a frame is worth sending. */
final class Openings {
    /** With a free slot, the one that waits longest first; in an elastic pool the oldest, so that the others have nothing to do and can go. */
    final Set<Replica> free;
    /** Its slots are full, but no more than half of what it was last filled to is left: waiting that long is what makes frames carry many elements. */
    final Set<Replica> low = new LinkedHashSet<>();
    /** Holding more than can run there. */
    final Set<Replica> ahead = new LinkedHashSet<>();

    Openings(boolean elastic) {
        free = elastic ? new TreeSet<>(Comparator.comparingLong(replica -> replica.number)) : new LinkedHashSet<>();
    }

    /** Whatever the replica holds, or may be sent, has changed. */
    void update(Replica replica) {
        boolean open = replica.open();
        boolean full = replica.held >= replica.room();
        change(free, replica, open && !full);
        change(low, replica, open && full && replica.direct == 0 && replica.held <= replica.target / 2);
        change(ahead, replica, open && replica.held > replica.room());
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
