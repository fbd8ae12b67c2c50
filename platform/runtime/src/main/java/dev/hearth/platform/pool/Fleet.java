package dev.hearth.platform.pool;

import dev.hearth.platform.pool.PoolState.ReplicaState.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The replicas of a pool, from their start to their end, and how often starting them has failed. */
class Fleet {
    final PoolSettings settings;
    final Openings openings;
    final Map<String, Replica> replicas = new LinkedHashMap<>();
    int starting;
    int ready;
    int stopping;
    /** Slots that are busy with what others sent, past the platform. */
    int direct;
    /**
     * Replicas that name themselves: how many there shall be. One that is lost leaves its place to the next that comes, for whoever keeps them up
     * replaces it; only one that is let go takes its place along.
     */
    int places;

    long startedTotal;
    String lastStartFailure = "";

    /** Starts that failed since the last one that succeeded. */
    int startFailures;

    private final Consumer<Command> commands;
    /** No more starts until the pool was idle, or has nothing left. */
    private boolean gaveUp;

    /** None has been let go yet, so one that comes unasked may be of an earlier life of the platform. */
    private boolean untouched = true;

    private long numbered;
    private long restartAt = Long.MIN_VALUE;
    /** No replica's deadline is before this time. */
    private long checkAt = Long.MAX_VALUE;

    Fleet(PoolSettings settings, Consumer<Command> commands) {
        this(settings, commands, new Openings(settings.elastic()));
    }

    Fleet(PoolSettings settings, Consumer<Command> commands, Openings openings) {
        this.settings = settings;
        this.openings = openings;
        this.commands = commands;
    }

    /** The pool had nothing to do and has now: whatever failed before is tried afresh. */
    void workCame() {
        gaveUp = false;
        startFailures = 0;
        restartAt = Long.MIN_VALUE;
    }

    /** Starts so many, unless a failure asks for patience. */
    void start(long now, int missing) {
        if (gaveUp && !mayStillServe()) {
            gaveUp = false;
            startFailures = 0;
        }
        if (gaveUp || now < restartAt) {
            return;
        }
        for (int left = missing; left > 0; left--) {
            String name = settings.replicaPrefix() + "-" + ++startedTotal;
            Replica replica = new Replica(name, ++numbered, settings.fresh(), now + settings.startNanos());
            replicas.put(name, replica);
            starting++;
            places = Math.max(places, starting + ready);
            checkAt = Math.min(checkAt, replica.deadline);
            commands.accept(new Command.Start(name));
        }
    }

    /** There are replicas that can serve what waits, or may join and then do. */
    boolean mayStillServe() {
        return settings.fresh() ? starting > 0 : ready + starting > 0;
    }

    /** When {@link #start} would start what it does not now, if so many are missing. */
    long nextStart(int missing) {
        return gaveUp || missing <= 0 ? Long.MAX_VALUE : restartAt;
    }

    /** The replica that has joined, or null if none of this name is awaited. */
    @Nullable
    Replica joined(long now, String name, int slots) {
        Replica replica = replicas.get(name);
        if (replica == null || replica.phase != Phase.STARTING) {
            return null;
        }
        return ready(now, replica, slots);
    }

    /** Gives a replica that came under a name of its own the place of the oldest that is awaited, or a new one. */
    Arrival came(long now, String name, int slots) {
        Replica named = replicas.get(name);
        Replica awaited = named != null ? named : awaited();
        if (awaited == null && !adopts()) {
            return new Arrival.TurnedAway(
                    "environment '" + settings.environment() + "' has all the replicas that it needs");
        }
        Replica replica = new Replica(name, ++numbered, false, 0);
        if (awaited == null) {
            starting++;
        } else {
            replicas.remove(awaited.name);
        }
        replicas.put(name, replica);
        ready(now, replica, slots);
        places = Math.max(places, starting + ready);
        return awaited == null ? new Arrival.Adopted() : new Arrival.Placed(awaited.name);
    }

    /** The place for whoever comes next. */
    @Nullable
    Replica awaited() {
        for (Replica replica : replicas.values()) {
            if (replica.phase == Phase.STARTING) {
                return replica;
            }
        }
        return null;
    }

    /** Whether one may stay that nobody awaits. One that was let go comes again until it ends, and may not. */
    boolean adopts() {
        return starting + ready < (untouched ? settings.replicas() : places);
    }

    private Replica ready(long now, Replica replica, int slots) {
        replica.phase = Phase.READY;
        replica.slots = replica.fresh ? 1 : Math.max(1, slots);
        replica.target = replica.slots;
        starting--;
        ready++;
        startFailures = 0;
        gaveUp = false;
        lastStartFailure = "";
        heard(now, replica);
        checkAt = Math.min(checkAt, replica.deadline);
        openings.update(replica);
        return replica;
    }

    /**
     * A start has failed. Returns true if that was one too many: nothing more is started until there is a reason to.
     *
     * @param refused the next would fail as well
     */
    boolean startFailed(long now, Replica replica, String reason, boolean refused) {
        remove(replica);
        lastStartFailure = reason;
        startFailures++;
        restartAt = now + settings.restartDelayNanos();
        gaveUp |= refused || startFailures >= settings.startAttempts();
        return gaveUp;
    }

    /**
     * A replica that had joined has gone. One that never answered anything is not replaced at once: the next may go the same way. A fresh one had
     * one element, which is to blame.
     */
    void lost(long now, Replica replica) {
        if (replica.phase == Phase.READY && replica.completed == 0 && !replica.spent()) {
            restartAt = now + settings.restartDelayNanos();
        }
        remove(replica);
    }

    private void remove(Replica replica) {
        switch (replica.phase) {
            case STARTING -> starting--;
            case READY -> ready--;
            case STOPPING -> stopping--;
        }
        replica.phase = Phase.STOPPING;
        replica.left();
        direct -= replica.direct;
        replicas.remove(replica.name);
        openings.remove(replica);
    }

    void heard(long now, Replica replica) {
        if (replica.phase == Phase.READY) {
            replica.deadline = now + settings.leaseNanos();
        }
    }

    /** So many of its slots are busy with what others sent it. */
    void direct(Replica replica, int slots) {
        direct += slots - replica.direct;
        replica.direct = slots;
        openings.update(replica);
    }

    /** Lets every replica go that has joined. */
    void stopAll(long now) {
        places = 0;
        untouched = false;
        for (Replica replica : replicas.values()) {
            if (replica.phase == Phase.READY) {
                stop(now, replica);
            }
        }
    }

    /** Gives up those that have not joined. */
    void stopStarts(long now) {
        for (Replica replica : replicas.values()) {
            if (replica.phase == Phase.STARTING) {
                stop(now, replica);
            }
        }
    }

    /** Lets one go that the others can do without. */
    void shrink(long now, Replica replica) {
        stop(now, replica);
        places = starting + ready;
        untouched = false;
    }

    /** Lets a replica go that has joined, or gives up one that has not. */
    void stop(long now, Replica replica) {
        if (replica.phase == Phase.STARTING) {
            starting--;
        } else {
            ready--;
        }
        stopping++;
        replica.phase = Phase.STOPPING;
        replica.deadline = now + settings.cancelGraceNanos() + settings.leaseNanos();
        checkAt = Math.min(checkAt, replica.deadline);
        openings.remove(replica);
        commands.accept(new Command.Stop(replica.name));
    }

    /** Lets a fresh replica go that has run its element. */
    void retire(long now, Replica replica) {
        if (replica.phase == Phase.READY && replica.spent() && replica.held == 0) {
            replica.leaves();
            stop(now, replica);
        }
    }

    void kill(Replica replica, String reason) {
        commands.accept(new Command.Kill(replica.name, reason));
    }

    /** When {@link #overdue} may have something to give. */
    long nextCheck() {
        return replicas.isEmpty() ? Long.MAX_VALUE : checkAt;
    }

    /**
     * The replicas whose deadline has passed. When this call itself comes late, whoever calls it was held up, and what the replicas sent may lie
     * unread: then each gets a little more time.
     */
    List<Replica> overdue(long now) {
        if (now < checkAt) {
            return List.of();
        }
        boolean heldUp = now - checkAt > settings.leaseNanos() / 4;
        List<Replica> overdue = new ArrayList<>();
        checkAt = Long.MAX_VALUE;
        for (Replica replica : replicas.values()) {
            if (heldUp && replica.phase == Phase.READY) {
                replica.deadline = Math.max(replica.deadline, now + settings.leaseNanos() / 4);
            }
            if (replica.deadline <= now) {
                overdue.add(replica);
            } else {
                checkAt = Math.min(checkAt, replica.deadline);
            }
        }
        return overdue;
    }

    /** It has not gone: another may have come under its name. */
    boolean has(Replica replica) {
        return replicas.get(replica.name) == replica;
    }

    /** There is something that the TTL ends: replicas, or places that others will take. */
    boolean warm() {
        return ready > 0 || (settings.selfNamed() && places > 0);
    }

    PoolState.Phase phase() {
        if (ready > 0) {
            return PoolState.Phase.WARM;
        }
        if (starting > 0) {
            return PoolState.Phase.STARTING;
        }
        return stopping > 0 ? PoolState.Phase.WARM : PoolState.Phase.COLD;
    }

    List<PoolState.ReplicaState> states() {
        return replicas.values().stream()
                .map(r -> new PoolState.ReplicaState(r.name, r.phase, r.held, r.completed))
                .toList();
    }
}
