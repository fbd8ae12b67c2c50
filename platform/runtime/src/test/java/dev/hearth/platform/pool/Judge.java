package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.Violation.unless;

import dev.hearth.platform.pool.ModelElement.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Judges every command of the pool by the model, and what the pool leaves undone. */
final class Judge {
    private final Model model;
    private final Coverage coverage;
    private final PoolSettings settings;
    private final FleetJudge fleet;
    private long freeSince;

    Judge(Model model, Coverage coverage) {
        this.model = model;
        this.coverage = coverage;
        this.settings = model.settings;
        this.fleet = new FleetJudge(model, coverage);
    }

    void judge(Command command) {
        if (command instanceof Command.Start start) {
            fleet.start(start);
        } else if (command instanceof Command.Assign assign) {
            assign(assign);
        } else if (command instanceof Command.Recall recall) {
            recall(recall);
        } else if (command instanceof Command.Cancel cancel) {
            cancel(cancel);
        } else if (command instanceof Command.Stop stop) {
            fleet.stop(stop);
        } else if (command instanceof Command.Kill kill) {
            fleet.kill(kill);
        } else if (command instanceof Command.Settle settle) {
            new SettleJudge(model, coverage).settle(settle);
        }
    }

    private void assign(Command.Assign assign) {
        coverage.count(assign.leases().size() > 1 ? Happening.ASSIGN_MANY : Happening.ASSIGN);
        ModelReplica replica = model.replicas.get(assign.replica());
        if (replica == null || replica.state != ModelReplica.State.READY) {
            throw new Violation("elements go to ready replicas only", assign.replica() + " at " + model.now);
        }
        for (Lease lease : assign.leases()) {
            ModelElement element = element(lease.element());
            unless(model.usedLeases.add(lease.id()), "a lease has a new id", lease.id());
            sendable(element, replica);
            turn(element, replica);
            model.stopsWaiting(element);
            lease(lease, element, replica);
            room(element, replica);
            cap(element.run);
        }
    }

    private void sendable(ModelElement element, ModelReplica replica) {
        unless(
                element.state == State.WAITING && element.due == null,
                "settled only once, sent only when it waits",
                element);
        boolean alone = element.suspect() ? replica.leases.isEmpty() : !replica.holdsSuspect();
        unless(alone, "what may have killed a replica runs alone", element, " to ", replica.name);
        if (!element.suspect()) {
            unless(element.run.waiting.first() == element.order, "a run is first in first out", element);
        }
        long limit = element.element.limits.queueTimeoutNanos();
        unless(limit == 0 || element.waited(model.now) <= limit + slack(), "queue timeouts end the waiting", element);
    }

    /** A tick may come late. */
    private long slack() {
        return settings.leaseNanos() / 2;
    }

    /** Runs without a cap take turns at free slots. */
    private void turn(ModelElement element, ModelReplica replica) {
        if (element.suspect() || replica.leases.size() >= replica.room()) {
            return;
        }
        fleet.oldestFirst(replica);
        for (ModelRun other : model.runs.values()) {
            if (other != element.run && other.cap == 0 && !other.waiting.isEmpty() && element.run.cap == 0) {
                int count = other.passedOver.merge(element.run, 1, Integer::sum);
                unless(count <= 2, "runs take turns", "run ", other.number, " waits for run ", element.run.number);
            }
        }
    }

    private void lease(Lease lease, ModelElement element, ModelReplica replica) {
        element.attempts++;
        element.sent++;
        unless(lease.attempt() == element.attempts, "attempts are counted", lease.attempt(), " ", element);
        element.state = State.LEASED;
        element.lease = lease.id();
        element.leasedAt = model.now;
        element.replica = replica;
        element.before = element.last;
        boolean first = replica.sent++ < replica.slots;
        unless(
                !settings.fresh() || replica.sent == 1,
                "a fresh replica runs one element",
                element,
                " at ",
                replica.name);
        replica.run = element.run;
        boolean cold = settings.fresh() || (element.cold && first);
        element.last = new ModelElement.Dispatch(replica.name, model.now, cold);
        replica.leases.put(lease.id(), element);
        model.leases.put(lease.id(), element);
        model.leased++;
        if (element.suspect()) {
            coverage.count(Happening.SUSPECT_ALONE);
        }
    }

    private void room(ModelElement element, ModelReplica replica) {
        int held = replica.leases.size();
        unless(
                replica.direct == 0 || held <= replica.room(),
                "slots that are busy with the work of others get nothing",
                replica.name,
                ": ",
                held);
        unless(
                held <= Math.max(replica.slots, settings.maxAhead()),
                "no more elements ahead than allowed",
                replica.name,
                ": ",
                held);
        unless(
                held <= replica.slots || replica.bytes() <= settings.maxAheadBytes(),
                "no more bytes ahead than allowed",
                replica.name,
                ": ",
                replica.bytes(),
                " with ",
                element);
    }

    private void cap(ModelRun run) {
        if (run.cap > 0) {
            int running = running(run);
            unless(running <= run.cap, "the cap of a run holds", running, " of ", run.cap);
            if (running == run.cap) {
                coverage.count(Happening.RUN_AT_CAP);
            }
        }
    }

    private int running(ModelRun run) {
        int running = 0;
        for (ModelReplica replica : model.replicas.values()) {
            running += Math.min(replica.slots, replica.leasesOf(run));
        }
        return running;
    }

    private void recall(Command.Recall recall) {
        coverage.count(Happening.RECALL);
        ModelReplica replica = model.replicas.get(recall.replica());
        if (replica == null) {
            throw new Violation("recalls go to living replicas", recall.replica());
        }
        unless(replica.recallUntil <= model.now, "one recall at a time, and none that is no use", recall.replica());
        replica.recallUntil = model.now + settings.leaseNanos();
        List<Long> order = new ArrayList<>(replica.leases.keySet());
        for (long lease : recall.leases()) {
            unless(
                    order.indexOf(lease) >= replica.room(),
                    "only what has not begun is called back",
                    lease,
                    " of ",
                    order);
        }
        unless(recall.leases().length > 0, "a recall names something", recall.replica());
    }

    private void cancel(Command.Cancel cancel) {
        coverage.count(Happening.CANCEL_LEASES);
        if (model.closed) {
            return;
        }
        for (long lease : cancel.leases()) {
            ModelElement element = model.leases.get(lease);
            if (element == null || !element.run.cancelled || element.cancelAskedAt >= 0) {
                throw new Violation(
                        "only leases of cancelled runs are cancelled, once", Arrays.toString(cancel.leases()));
            }
            element.cancelAskedAt = model.now;
        }
    }

    private ModelElement element(Element element) {
        ModelElement known = model.elements.get(element);
        if (known == null) {
            throw new Violation("elements are not invented", element.index);
        }
        return known;
    }

    void arrival(Arrival expected, Arrival arrival) {
        fleet.arrival(expected, arrival);
    }

    /** After each call of the pool, and after each tick. */
    void places(int places) {
        fleet.places(places);
    }

    /** After each call of the pool: what had to be done is done. */
    void after() {
        unless(model.due.isEmpty(), "what is decided is settled at once", model.due);
        for (ModelReplica replica : model.replicas.values()) {
            unless(!replica.stuck, "a replica with a stuck task is replaced", replica.name);
        }
        fleet.after();
        if (!model.closed) {
            idleSlots();
        }
    }

    /** No slot stays free while something waits that may run. One replica may be running empty for an element that must be alone. */
    private void idleSlots() {
        boolean suspects = false;
        boolean sendable = false;
        for (ModelRun run : model.runs.values()) {
            suspects |= run.suspects > 0;
            sendable |= !run.waiting.isEmpty() && (run.cap == 0 || running(run) < run.cap - Math.min(1, run.suspects));
        }
        int free = 0;
        for (ModelReplica replica : model.replicas.values()) {
            boolean ready = replica.state == ModelReplica.State.READY;
            boolean spent = settings.fresh() && replica.sent > 0;
            free += ready && !spent && replica.leases.size() < replica.room() && !replica.holdsSuspect() ? 1 : 0;
        }
        if (sendable) {
            unless(free <= (suspects ? 1 : 0), "no slot is free while something waits", free);
        } else if (free > recallsUnderWay() && !suspects) {
            overdueRecalls();
            return;
        }
        freeSince = model.now;
    }

    private int recallsUnderWay() {
        int count = 0;
        for (ModelReplica replica : model.replicas.values()) {
            count += replica.recallUntil > model.now && !replica.recallRefused ? 1 : 0;
        }
        return count;
    }

    /** A slot is free, nothing waits for it, and a replica that does not get on holds what could run there: then it is asked for it before long. */
    private void overdueRecalls() {
        long patience = 4 * settings.frameNanos() + slack();
        for (ModelReplica replica : model.replicas.values()) {
            boolean could = replica.state == ModelReplica.State.READY
                    && replica.recallUntil <= model.now
                    && model.now - Math.max(freeSince, replica.progressAt) > patience;
            int position = 0;
            for (ModelElement element : replica.leases.values()) {
                boolean ahead = position++ >= replica.room()
                        && model.now - element.leasedAt > patience
                        && element.run.cap == 0
                        && !element.run.cancelled;
                unless(!could || !ahead, "what waits at a replica is called back for a free slot", element);
            }
        }
    }

    /** After a tick, nothing waits beyond its limit, and nobody cancelled is waited for beyond the grace time. */
    void afterTick() {
        fleet.afterTick();
        for (ModelReplica replica : model.replicas.values()) {
            for (ModelElement element : replica.leases.values()) {
                unless(
                        element.cancelAskedAt < 0 || model.now - element.cancelAskedAt < settings.cancelGraceNanos(),
                        "a cancelled element is not waited for beyond the grace time",
                        element);
            }
        }
        for (ModelElement element : model.in(State.WAITING)) {
            long limit = element.element.limits.queueTimeoutNanos();
            unless(
                    limit == 0 || element.waited(model.now) < limit,
                    "queue timeouts end the waiting",
                    element,
                    " waited ",
                    element.waited(model.now),
                    " of ",
                    limit);
        }
    }
}
