package dev.hearth.platform.pool;

import dev.hearth.platform.pool.PoolState.ReplicaState.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets single replicas of an elastic pool go that have had nothing to do for a while. They hold nothing then, so nothing has to be moved. Of those with nothing to do the
 * oldest stay, as many as are needed beside the busy ones: their caches are the fullest. The pause before it is what keeps a pool from growing and
 * shrinking in turn.
 */
class Shrinking {
    private final PoolSettings settings;
    private final Fleet fleet;
    private final Demand demand;
    /** None has had nothing to do for long enough before this time. */
    private long checkAt = Long.MAX_VALUE;
    /** Some has, and is needed nevertheless: when that changes, something has happened. */
    private boolean blocked;

    Shrinking(PoolSettings settings, Fleet fleet, Demand demand) {
        this.settings = settings;
        this.fleet = fleet;
        this.demand = demand;
    }

    /** What the replica holds may have changed. */
    void rests(long now, Replica replica) {
        replica.rest(now);
        if (replica.idleSince != Long.MAX_VALUE) {
            checkAt = Math.min(checkAt, due(replica));
        }
    }

    /** When {@link #consider} has something to do next, unless something happens before. */
    long next() {
        return spare() ? checkAt : Long.MAX_VALUE;
    }

    /** Lets those go whose time has come. */
    void consider(long now) {
        if (!spare() || (now < checkAt && !blocked)) {
            return;
        }
        List<Replica> resting = new ArrayList<>();
        for (Replica replica : fleet.replicas.values()) {
            if (replica.phase == Phase.READY && replica.idleSince != Long.MAX_VALUE) {
                resting.add(replica);
            }
        }
        int least = least();
        int surplus = fleet.ready - least;
        int kept = kept(least, fleet.ready - resting.size());
        checkAt = Long.MAX_VALUE;
        blocked = false;
        for (int i = 0; i < resting.size(); i++) {
            Replica replica = resting.get(i);
            if (due(replica) > now) {
                checkAt = Math.min(checkAt, due(replica));
            } else if (i >= kept && surplus > 0 && replica.open()) {
                fleet.shrink(now, replica);
                surplus--;
            } else {
                blocked = true;
            }
        }
    }

    /** How many of those with nothing to do stay. */
    int kept(int least, int busy) {
        return Math.max(0, least - busy);
    }

    private boolean spare() {
        return settings.elastic() && fleet.ready > settings.minReplicas();
    }

    /** How many stay. */
    int least() {
        return demand.wanted();
    }

    long due(Replica replica) {
        return replica.idleSince + settings.scaledownNanos();
    }
}
