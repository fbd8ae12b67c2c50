package dev.hearth.platform.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls back what was sent ahead and has not begun, when a replica has a free slot and nothing is queued for it. What comes back is sent to the free slot at once, so each
 * recall lets at least one element begin earlier, and none can go back and forth without end.
 */
class Recalls {
    private final PoolSettings settings;
    private final Consumer<Command> commands;
    private final Work work;
    private final Fleet fleet;
    private long checkAt = Long.MAX_VALUE;

    Recalls(Consumer<Command> commands, Work work, Fleet fleet) {
        this.settings = work.settings;
        this.commands = commands;
        this.work = work;
        this.fleet = fleet;
    }

    /** When something may have become worth a recall. */
    long nextCheck() {
        return checkAt;
    }

    /** Looks for work for free slots. */
    void consider(long now) {
        checkAt = Long.MAX_VALUE;
        Openings openings = fleet.openings;
        if (openings.free.isEmpty() || openings.ahead.isEmpty() || work.turns.waiting()) {
            return;
        }
        List<Replica> victims = new ArrayList<>();
        int hungry = openings.free.size() - underWay(now, victims);
        if (hungry <= 0) {
            return;
        }
        victims.sort(Comparator.comparingInt(this::waiting).reversed());
        for (Replica victim : victims) {
            if (hungry > 0 && worth(now, victim) && recall(now, victim)) {
                hungry--;
            }
        }
    }

    /** Finds the replicas that can be asked; returns how many have been asked and may still give something back. */
    private int underWay(long now, List<Replica> victims) {
        int underWay = 0;
        for (Replica replica : fleet.openings.ahead) {
            if (replica.recallUntil <= now) {
                victims.add(replica);
                continue;
            }
            underWay += replica.recallRefused ? 0 : 1;
            checkAt = Math.min(checkAt, replica.recallUntil);
        }
        return underWay;
    }

    /** How many of its leases have surely not begun. */
    int waiting(Replica replica) {
        return replica.held - replica.room();
    }

    /** What waits there takes longer than a recall costs, judged from its tasks' times, or from how long the replica has not answered. */
    boolean worth(long now, Replica replica) {
        Element newest = replica.last();
        double expected = newest == null ? 0 : waiting(replica) * newest.time.nanos() / replica.slots;
        long patience = 2 * settings.frameNanos();
        if (expected >= patience || now - replica.lastProgress >= patience) {
            return true;
        }
        checkAt = Math.min(checkAt, replica.lastProgress + patience);
        return false;
    }

    /** Asks for the newer half of what has not begun. What could not run elsewhere, since its run is at its cap, stays. */
    private boolean recall(long now, Replica victim) {
        long[] leases = new long[(waiting(victim) + 1) / 2];
        int count = 0;
        Element element = victim.last();
        for (int seen = waiting(victim); seen > 0 && element != null && count < leases.length; seen--) {
            if (!element.cancelling && work.turns.underCap(element.run)) {
                leases[count++] = element.lease;
            }
            element = element.previous;
        }
        if (count == 0) {
            return false;
        }
        victim.recallUntil = now + settings.leaseNanos();
        commands.accept(new Command.Recall(victim.name, Arrays.copyOf(leases, count)));
        return true;
    }
}
