package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.Violation.unless;

/** Judges which replicas are started, kept, let go and ended. */
final class FleetJudge {
    private final Model model;
    private final Coverage coverage;
    private final PoolSettings settings;

    FleetJudge(Model model, Coverage coverage) {
        this.model = model;
        this.coverage = coverage;
        this.settings = model.settings;
    }

    private boolean elastic() {
        return !settings.fresh() && settings.minReplicas() < settings.replicas();
    }

    void start(Command.Start start) {
        coverage.count(Happening.START);
        unless(!model.replicas.containsKey(start.replica()), "names of replicas are never used again", start);
        model.started(start.replica());
        if (settings.fresh()) {
            int alive = model.replicas.size();
            unless(alive <= settings.replicas(), "no more replicas than asked for", start, ", ", alive);
            unless(model.unused() <= model.runnable(), "a fresh replica starts for an element", start);
        } else {
            int most = Math.max(model.prewarming, model.work() ? model.wanted() : 0);
            unless(model.alive() <= most, "no more replicas than asked for", start, ", ", model.alive(), " of ", most);
            if (elastic() && model.alive() > Math.max(1, settings.minReplicas())) {
                coverage.count(Happening.GROWN);
            }
        }
        unless(
                ++model.startsSinceHope <= settings.replicas() * (settings.startAttempts() + 2),
                "starting is not tried for ever",
                start);
    }

    /** What comes under a name of its own takes the oldest place, or is adopted if there is room. */
    void arrival(Arrival expected, Arrival arrival) {
        boolean same = expected.getClass() == arrival.getClass()
                && (!(expected instanceof Arrival.Placed) || expected.equals(arrival));
        unless(
                same,
                "who names itself has the oldest place, or a new one if there is room",
                arrival,
                ", not ",
                expected);
    }

    void stop(Command.Stop stop) {
        coverage.count(Happening.STOP);
        ModelReplica replica = model.replicas.get(stop.replica());
        if (settings.fresh() && replica != null && !model.closed) {
            stopFresh(replica);
            return;
        }
        if (replica == null || replica.state != ModelReplica.State.READY) {
            throw new Violation("only ready replicas are stopped", stop);
        }
        if (!model.closed && !mayShrink(replica)) {
            unless(
                    !model.busy() && model.count(ModelReplica.State.STARTING) == 0,
                    "a pool with work or a start under way is not collected",
                    stop);
            unless(model.now >= model.idleEnd(), "the TTL is waited for", stop, " until ", model.idleEnd());
        }
        model.stopped(replica);
    }

    private boolean mayShrink(ModelReplica replica) {
        boolean may = elastic()
                && model.count(ModelReplica.State.READY) > model.wanted()
                && rested(replica)
                && !stays(replica);
        if (may) {
            coverage.count(Happening.SHRUNK);
            if (model.alive() == 1) {
                coverage.count(Happening.SHRUNK_TO_NOTHING);
            }
        }
        return may;
    }

    private boolean rests(ModelReplica replica) {
        return replica.state == ModelReplica.State.READY && replica.leases.isEmpty() && replica.direct == 0;
    }

    private boolean rested(ModelReplica replica) {
        return rests(replica)
                && replica.idleSince != Long.MAX_VALUE
                && model.now - replica.idleSince >= settings.scaledownNanos();
    }

    /** It has nothing to do, and is one of the oldest of those: as many stay as are needed beside the busy ones. */
    private boolean stays(ModelReplica replica) {
        int older = 0;
        int resting = 0;
        for (ModelReplica other : model.replicas.values()) {
            resting += rests(other) ? 1 : 0;
            older += rests(other) && other.number < replica.number ? 1 : 0;
        }
        return older < model.wanted() - (model.count(ModelReplica.State.READY) - resting);
    }

    private void stopFresh(ModelReplica replica) {
        if (replica.unused()) {
            coverage.count(Happening.SURPLUS_STOPPED);
            unless(model.unused() > model.runnable(), "a replica for which something waits is kept", replica.name);
        } else {
            boolean done = replica.state == ModelReplica.State.READY && replica.leases.isEmpty();
            unless(done, "a fresh replica is stopped after its element", replica.name);
        }
        model.stopped(replica);
    }

    void kill(Command.Kill kill) {
        coverage.count(Happening.KILL);
        ModelReplica replica = model.replicas.get(kill.replica());
        if (replica == null) {
            throw new Violation("only living replicas are killed", kill);
        }
        boolean silent = false;
        boolean allowed = model.closed;
        switch (replica.state) {
            case STARTING -> allowed |= model.now - replica.startedAt >= settings.startNanos();
            case STOPPING -> allowed |= model.now - replica.stopAt >= settings.cancelGraceNanos();
            case READY -> {
                silent = model.now - replica.heardAt >= settings.leaseNanos();
                boolean deaf = replica.leases.values().stream()
                        .anyMatch(e ->
                                e.cancelAskedAt >= 0 && model.now - e.cancelAskedAt >= settings.cancelGraceNanos());
                allowed |= silent || replica.stuck || deaf;
            }
            case GONE -> allowed = false;
        }
        unless(allowed, "replicas are killed for a reason", kill, " ", replica.state);
        boolean blame = kill.reason().startsWith("it was silent");
        unless(!blame || silent, "replicas are killed for a reason", kill);
        model.gone(replica, blame);
    }

    /** The oldest replicas of an elastic pool are filled first. One that is emptied for an element that must be alone is passed over. */
    void oldestFirst(ModelReplica chosen) {
        if (!elastic() || model.runs.values().stream().anyMatch(run -> run.suspects > 0)) {
            return;
        }
        for (ModelReplica other : model.replicas.values()) {
            boolean free = other.state == ModelReplica.State.READY
                    && other.leases.size() < other.room()
                    && !other.holdsSuspect();
            unless(
                    !free || other.number >= chosen.number,
                    "the oldest replicas are filled first",
                    chosen.name,
                    other.name);
        }
    }

    /** After each call of the pool. */
    void after() {
        if (model.busyBefore && !model.busy()) {
            model.idleSince = model.now;
        }
        model.used |= model.busyBefore || model.busy();
        model.inherited &= !model.busyBefore;
        model.busyBefore = model.busy();
        for (ModelReplica replica : model.replicas.values()) {
            replica.idleSince = !rests(replica) ? Long.MAX_VALUE : Math.min(replica.idleSince, model.now);
        }
        if (!model.closed) {
            staffed(slack());
            collected(slack());
        }
    }

    /** A tick may come late. */
    private long slack() {
        return settings.leaseNanos() / 2;
    }

    void afterTick() {
        if (!model.closed) {
            staffed(0);
            collected(0);
            shrunk();
            released();
        }
    }

    private void staffed(long slack) {
        boolean patient = model.now < model.patientUntil + slack || model.startFailures >= settings.startAttempts();
        if (settings.fresh()) {
            staffedFresh(patient);
        } else if (model.work()) {
            unless(
                    patient || model.alive() >= model.wanted(),
                    "what waits has replicas, as many as there may be",
                    model.alive(),
                    " of ",
                    model.wanted());
        }
    }

    /** As many fresh replicas are there as can run something, unless starts have failed, and none is there for nothing. */
    private void staffedFresh(boolean patient) {
        int unused = model.unused();
        int runnable = model.runnable();
        int room = Math.max(0, settings.replicas() - model.replicas.size());
        unless(unused <= runnable, "a replica for which nothing waits goes", unused, " for ", runnable);
        unless(
                patient || unused >= Math.min(runnable, unused + room),
                "what waits has a fresh replica as soon as there may be one",
                unused,
                " for ",
                runnable,
                ", room for ",
                room);
        for (ModelReplica replica : model.replicas.values()) {
            boolean spent = replica.state == ModelReplica.State.READY && replica.sent > 0 && replica.leases.isEmpty();
            unless(!spent, "a fresh replica is stopped after its element", replica.name);
        }
        if (runnable > unused && room == 0) {
            coverage.count(Happening.NO_ROOM_FOR_FRESH);
        }
    }

    /** After a tick, no replica of an elastic pool rests for longer than it may that the work can do without. */
    private void shrunk() {
        if (!elastic() || model.count(ModelReplica.State.READY) <= model.wanted()) {
            return;
        }
        for (ModelReplica replica : model.replicas.values()) {
            unless(!rested(replica) || stays(replica), "a replica that is not needed goes", replica.name);
        }
    }

    /** Nothing stays warm beyond the TTL. */
    private void collected(long slack) {
        boolean idle = !model.busy() && model.count(ModelReplica.State.STARTING) == 0;
        unless(
                !idle
                        || model.count(ModelReplica.State.READY) == 0
                        || model.now < Math.max(model.idleEnd(), model.warmSince) + slack,
                "an idle pool is collected when its TTL is over",
                model.idleEnd());
    }

    /** The TTL also ends places that nobody has taken. */
    private void released() {
        boolean over = settings.selfNamed()
                && model.places > 0
                && model.alive() == 0
                && !model.busy()
                && model.now >= model.idleEnd();
        if (over) {
            coverage.count(Happening.RELEASED_WITHOUT_REPLICAS);
            model.places = 0;
            model.untouched = false;
        }
    }

    /** How many replicas there shall be that name themselves. */
    void places(int places) {
        unless(
                settings.fresh() || model.closed || places == model.places,
                "only what is let go takes its place along",
                places,
                ", not ",
                model.places);
    }
}
