package dev.hearth.platform.pool;

import dev.hearth.platform.pool.PoolState.ReplicaState.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Lets single replicas of an elastic pool go that have had nothing to do for a while. They hold nothing then, so nothing has to be moved; and as the
 * oldest are given work first, the newest are those that go. The pause before it is what keeps a pool from growing and shrinking in turn.
 */
class Shrinking {
    private final PoolSettings settings;
    private final Fleet fleet;
    private final Demand demand;
    /** None has had nothing to do for long enough before this time. */
    private long checkAt = Long.MAX_VALUE;
    /** Some has, and is needed nevertheless, as far as the work tells: when that changes, something happens here. */
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

    /** When {@link #consider} has something to do next. */
    long next() {
        return blocked || !spare() ? Long.MAX_VALUE : checkAt;
    }

    /** Lets those go whose time has come. */
    void consider(long now) {
        if (!spare() || (now < checkAt && !blocked)) {
            return;
        }
        int surplus = fleet.ready - least();
        checkAt = Long.MAX_VALUE;
        blocked = false;
        List<Replica> newestFirst = new ArrayList<>(fleet.replicas.values());
        Collections.reverse(newestFirst);
        for (Replica replica : newestFirst) {
            if (replica.phase != Phase.READY || replica.idleSince == Long.MAX_VALUE) {
                continue;
            }
            if (due(replica) > now) {
                checkAt = Math.min(checkAt, due(replica));
            } else if (surplus > 0 && replica.open()) {
                fleet.shrink(now, replica);
                surplus--;
            } else {
                blocked = true;
            }
        }
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
