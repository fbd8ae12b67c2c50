package dev.hearth.platform.pool;

import dev.hearth.platform.pool.PoolState.ReplicaState.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * How many replicas there should be: all of them as soon as there is work; in an elastic pool enough slots for what may run; if they are fresh, one for
 * each element that may run.
 */
class Demand {
    private final PoolSettings settings;
    final Work work;
    private final Fleet fleet;

    Demand(Work work, Fleet fleet) {
        this.settings = work.settings;
        this.work = work;
        this.fleet = fleet;
    }

    /** How many replicas that stay should be there for the work that there is. */
    int wanted() {
        if (!settings.elastic()) {
            return settings.replicas();
        }
        long most = (long) settings.replicas() * settings.concurrency();
        long slots = fleet.direct;
        for (PoolRun run = work.firstRun; run != null && slots < most; run = run.next) {
            slots += slotsFor(run);
        }
        long wanted = (slots + settings.concurrency() - 1) / settings.concurrency();
        return (int) Math.max(settings.minReplicas(), Math.min(wanted, settings.replicas()));
    }

    /** What of the run is waiting or at a replica, as far as its cap allows. */
    int slotsFor(PoolRun run) {
        int here = run.pending - run.delayed;
        return run.concurrency == 0 ? here : Math.min(here, run.concurrency);
    }

    /** How many are missing for the work that there is; below 0: so many too many, which only fresh ones can be. */
    int missing() {
        if (!settings.fresh()) {
            return wanted() - fleet.starting - fleet.ready;
        }
        int unused = fleet.starting + fleet.openings.free.size();
        int most = unused + Math.max(0, settings.replicas() - taken(fleet));
        int wanted = 0;
        for (PoolRun run = work.firstRun; run != null && wanted < most; run = run.next) {
            wanted += Math.min(wantedBy(run), most - wanted);
        }
        return wanted - unused;
    }

    /** Places taken, also by those whose process has not ended yet. */
    int taken(Fleet fleet) {
        return fleet.replicas.size();
    }

    /** What the run has waiting and its cap allows; a process that has done its part of the run and has not ended yet counts as one of the run's. */
    int wantedBy(PoolRun run) {
        int waiting = run.pending - run.leased - run.delayed;
        return run.concurrency == 0
                ? waiting
                : Math.max(0, Math.min(waiting, run.concurrency - run.running - run.leaving));
    }

    /** Fresh replicas for which nothing waits any more. The newest go first: they are the furthest from being ready. */
    List<Replica> surplus(int count) {
        List<Replica> unused = new ArrayList<>();
        for (Replica replica : fleet.replicas.values()) {
            if (replica.phase == Phase.STARTING || replica.open()) {
                unused.add(replica);
            }
        }
        return unused.subList(Math.max(0, unused.size() - count), unused.size());
    }
}
