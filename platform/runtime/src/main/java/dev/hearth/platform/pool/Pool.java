package dev.hearth.platform.pool;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.platform.pool.Element.Place;
import dev.hearth.platform.pool.PoolState.ReplicaState.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which element goes to which replica of one environment, and when. A plain class: time comes in as {@code now}, in
 * nanoseconds of any clock that does not go back; what is to be done goes out as {@link Command}s, during the call that decided it. Not safe for
 * use by several threads, and the consumer of commands must not call back into the pool.
 */
public final class Pool {
    private final PoolSettings settings;
    private final Consumer<Command> commands;
    private final Work work;
    private final Fleet fleet;
    private final Demand demand;
    private final Sender sender;
    private final Recalls recalls;
    private final Answers answers;
    private final Cancels cancels;
    private final Shrinking shrinking;
    private final IdleClock idle;
    private final Standstill standstill;
    private final Map<String, TaskTime> times = new HashMap<>();
    private boolean retired;
    private @Nullable String closed;

    public Pool(PoolSettings settings, Consumer<Command> commands) {
        this(settings, commands, new Parts());
    }

    Pool(PoolSettings settings, Consumer<Command> commands, Parts parts) {
        this.settings = settings;
        this.commands = commands;
        work = parts.work(settings, commands);
        fleet = parts.fleet(settings, commands);
        demand = parts.demand(work, fleet);
        sender = parts.sender(commands, work, fleet);
        recalls = parts.recalls(commands, work, fleet);
        answers = parts.answers(work, fleet);
        cancels = parts.cancels(commands, work, fleet);
        shrinking = parts.shrinking(settings, fleet, demand);
        idle = parts.idleClock(settings);
        standstill = parts.standstill(settings, work, fleet);
    }

    /**
     * Queues elements, in order. The first element ever, or the first after the pool went cold, starts the replicas; if they are fresh, each element that
     * may run starts one. What cannot be queued is settled at once: the queue is full, its run was cancelled, the pool is closed.
     */
    public void submit(long now, List<Element> elements) {
        boolean cold = fleet.ready == 0;
        boolean idleBefore = !work.any();
        String task = "";
        PoolRun run = null;
        TaskTime time = TaskTime.UNKNOWN;
        // Before anything is done. It also has all of them on their way from the cache of the processor that made them.
        elements.forEach(Work::requireNew);
        for (Element element : elements) {
            if (!element.task.equals(task)) {
                task = element.task;
                time = times.computeIfAbsent(task, t -> new TaskTime());
            }
            if (element.run != run) {
                run = element.run;
                run.queue.renew();
            }
            work.enter(now, element, time, cold);
            if (closed != null) {
                work.fail(now, element, FailureKind.CANCELLED, closed);
            } else if (element.run.cancelled) {
                work.fail(now, element, FailureKind.CANCELLED, Cancels.MESSAGE);
            } else if (work.queued >= settings.maxQueued()) {
                work.fail(now, element, FailureKind.QUEUE_FULL, full());
            } else {
                work.enqueue(now, element);
            }
        }
        if (idleBefore && work.any()) {
            fleet.workCame();
        }
        proceed(now);
    }

    private String full() {
        return "The queue of environment '" + settings.environment() + "' is full: " + work.queued
                + " elements wait, and the limit is " + settings.maxQueued() + " (hearth.dispatch.max-queued).";
    }

    /**
     * Starts replicas without an element, until there are so many; work starts the rest. The TTL clock begins when the environment has become warm; if it is
     * warm, it begins anew. Without effect if replicas are fresh: none starts before its element is there.
     *
     * @param replicas how many there should be; more than there may be are as many as there may be. Those that an elastic pool has no use for go
     *     again when they have had nothing to do for long enough
     */
    public void prewarm(long now, int replicas) {
        if (closed == null && !settings.fresh()) {
            if (!work.any()) {
                fleet.workCame();
            }
            fleet.start(now, Math.min(settings.replicas(), replicas) - fleet.starting - fleet.ready);
            idle.warmed(now);
        }
    }

    /** Whether any replica has been asked for that has neither joined nor failed. */
    public boolean starting() {
        return closed == null && fleet.starting > 0;
    }

    /**
     * The environment has changed: the pool finishes what it has, and then lets its replicas go at once instead of after the TTL. What is
     * still submitted is run.
     *
     * @param newRetired false, if the environment has changed back meanwhile
     */
    public void retire(long now, boolean newRetired) {
        retired = newRetired;
        proceed(now);
    }

    /**
     * Settles everything of the run as cancelled: what is queued at once, what is leased with the replica's answer or after the grace time. A success that was under way
     * stands. What the run submits afterwards is cancelled too.
     */
    public void cancel(long now, PoolRun run) {
        cancels.cancel(now, run);
        proceed(now);
    }

    /** A replica that was asked for has joined. Returns false if it is not awaited any more; it must then be ended. */
    public boolean replicaJoined(long now, String replica, int capacity) {
        Replica joined = closed == null ? fleet.joined(now, replica, capacity) : null;
        if (joined == null) {
            return false;
        }
        idle.warmed(now);
        shrinking.rests(now, joined);
        proceed(now);
        return true;
    }

    /**
     * A replica has come under a name of its own. One of the same name that was there before has lost its link, and counts as gone: what it held runs again.
     */
    public Arrival replicaCame(long now, String name, int capacity) {
        if (closed != null) {
            return new Arrival.TurnedAway(closed);
        }
        Replica before = fleet.replicas.get(name);
        if (before != null && before.phase != Phase.STARTING) {
            answers.cameAgain(now, before);
        }
        Arrival arrival = fleet.came(now, name, capacity);
        Replica replica = fleet.replicas.get(name);
        if (replica != null && !(arrival instanceof Arrival.TurnedAway)) {
            if (arrival instanceof Arrival.Adopted) {
                idle.adopted(now);
            } else {
                idle.warmed(now);
            }
            shrinking.rests(now, replica);
        }
        proceed(now);
        return arrival;
    }

    /**
     * An earlier life of the platform left the environment idle: its replicas have a little time to come, and the TTL goes on as if it had never been
     * interrupted. Without effect if something has been done here already.
     *
     * @param idleNanos for how long it has been idle
     */
    public void inheritIdle(long now, long idleNanos) {
        idle.inherit(now, now - idleNanos);
    }

    /** Since when there has been nothing to do, by the clock of {@code now}; empty if there is, or if nothing is warm. */
    public OptionalLong idleSince() {
        return closed == null ? idle.since(fleet) : OptionalLong.empty();
    }

    /** How many replicas that name themselves there shall be now. One that is lost is still counted: whoever keeps them up replaces it. */
    public int places() {
        return fleet.places;
    }

    /** A replica that was asked for ended before it joined. The reason includes exit code or signal and its last lines. */
    public void replicaFailed(long now, String replica, String reason) {
        ended(now, replica, reason, false);
    }

    /** A replica that was asked for cannot be started, nor can another: it is not tried again for the elements that wait. */
    public void replicaRefused(long now, String replica, String reason) {
        ended(now, replica, reason, true);
    }

    /** A replica that had joined is gone: exit, closed link, goodbye. The reason as in {@link #replicaFailed}. */
    public void replicaLost(long now, String replica, String reason) {
        ended(now, replica, reason, false);
    }

    private void ended(long now, String name, String reason, boolean refused) {
        Replica replica = fleet.replicas.get(name);
        if (replica != null) {
            end(now, replica, reason, refused);
            proceed(now);
        }
    }

    private void end(long now, Replica replica, String reason, boolean refused) {
        if (replica.phase != Phase.STARTING) {
            answers.gone(now, replica, reason, true);
            return;
        }
        idle.warmed(now);
        boolean hopeless = fleet.startFailed(now, replica, reason, refused);
        if (hopeless && (settings.fresh() ? !fleet.mayStillServe() : fleet.ready == 0)) {
            work.failWaiting(
                    now,
                    FailureKind.START_FAILED,
                    "No replica of environment '" + settings.environment() + "' could be started"
                            + (refused ? ": " : ", " + fleet.startFailures + " starts failed in a row. The last one: ")
                            + reason);
        }
    }

    /** Results. Unknown leases are dropped: that makes doubled and late answers harmless. */
    public void completed(long now, String name, List<Completion> completions) {
        Replica replica = heard(now, name);
        if (replica == null) {
            return;
        }
        // All are looked up first: their lines come into the processor's cache together, and not each when it is
        // needed.
        Element[] elements = new Element[completions.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = work.book.find(completions.get(i).lease(), replica);
        }
        String stuck = null;
        for (int i = 0; i < elements.length; i++) {
            String reason = answers.completed(now, replica, elements[i], completions.get(i));
            stuck = stuck == null ? reason : stuck;
        }
        if (stuck != null) {
            kill(now, replica, stuck, false);
        }
        answered(now, replica);
    }

    /** Leases that the replica gave back, not begun. */
    public void returned(long now, String name, long[] leases) {
        Replica replica = heard(now, name);
        if (replica != null) {
            answers.returned(now, replica, leases);
            answered(now, replica);
        }
    }

    /**
     * The replica lives and holds exactly these. A lease older than the lease time that is not among them was lost on its way, and is queued again.
     *
     * @param direct how many of its slots are busy with what others sent it: they get no element, and the environment is not idle
     */
    public void heartbeat(long now, String name, long[] held, int direct) {
        Replica replica = heard(now, name);
        if (replica != null) {
            fleet.direct(replica, direct);
            answers.heartbeat(now, replica, held);
            answered(now, replica);
        }
    }

    private @Nullable Replica heard(long now, String name) {
        Replica replica = fleet.replicas.get(name);
        if (replica == null || replica.phase == Phase.STARTING) {
            return null;
        }
        fleet.heard(now, replica);
        return replica;
    }

    private void answered(long now, Replica replica) {
        fleet.openings.update(replica);
        shrinking.rests(now, replica);
        fleet.retire(now, replica);
        proceed(now);
        sender.topUp(now, replica);
    }

    private void kill(long now, Replica replica, String reason, boolean blame) {
        fleet.kill(replica, reason);
        answers.gone(now, replica, reason, blame);
    }

    /** Does what time asks for. Call it at {@link #nextDeadline()} or later, at will earlier. */
    public void tick(long now) {
        if (closed != null) {
            return;
        }
        for (Replica replica : fleet.overdue(now)) {
            overdue(now, replica);
        }
        Element unanswered = cancels.overdue(now);
        while (unanswered != null) {
            Replica replica = unanswered.replica;
            if (replica != null) {
                kill(now, replica, "a cancelled task did not end within " + millis(settings.cancelGraceNanos()), false);
            }
            unanswered = cancels.overdue(now);
        }
        Element due = work.timers.due(now);
        while (due != null) {
            due(now, due);
            due = work.timers.due(now);
        }
        Element stuck = standstill.find(now);
        if (stuck != null) {
            work.withdraw(now, stuck);
            work.fail(now, stuck, FailureKind.DEADLOCK, standstill.message());
        }
        if (idle.expired(now, fleet)) {
            fleet.stopAll(now);
        }
        proceed(now);
    }

    private void overdue(long now, Replica replica) {
        switch (replica.phase) {
            case STARTING -> {
                String reason = "it did not join within " + millis(settings.startNanos());
                fleet.kill(replica, reason);
                end(now, replica, reason, false);
            }
            case READY -> kill(now, replica, "it was silent for " + millis(settings.leaseNanos()), true);
            case STOPPING -> kill(now, replica, "it did not leave when it was asked to", false);
        }
    }

    private void due(long now, Element element) {
        boolean paused = element.place == Place.DELAYED;
        work.withdraw(now, element);
        if (paused) {
            work.requeue(now, element);
        } else {
            work.fail(
                    now,
                    element,
                    FailureKind.QUEUE_TIMEOUT,
                    "It waited " + millis(element.waiting().waitedNanos) + " in the queue of environment '"
                            + settings.environment()
                            + "', and its limit is " + millis(element.limits.queueTimeoutNanos()) + ". " + work.queued
                            + " elements wait, "
                            + fleet.ready + " of " + settings.replicas() + " replicas are ready.");
        }
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    private void proceed(long now) {
        if (closed != null) {
            return;
        }
        if (settings.fresh()) {
            sender.send(now);
            staff(now, demand.missing());
        } else if (work.any()) {
            fleet.start(now, demand.missing());
            sender.send(now);
            recalls.consider(now);
        } else if (retired && fleet.direct == 0) {
            fleet.stopStarts(now);
            fleet.stopAll(now);
        }
        shrinking.consider(now);
        standstill.consider(now);
        idle.work(now, work.any() || fleet.direct > 0);
    }

    private void staff(long now, int missing) {
        if (missing >= 0) {
            fleet.start(now, missing);
        } else {
            demand.surplus(-missing).forEach(replica -> fleet.stop(now, replica));
        }
    }

    /** When {@link #tick} has something to do next; {@link Long#MAX_VALUE} if never. */
    public long nextDeadline() {
        if (closed != null) {
            return Long.MAX_VALUE;
        }
        long next = Math.min(fleet.nextCheck(), Math.min(shrinking.next(), idle.next(fleet)));
        if (work.any()) {
            next = Math.min(next, Math.min(work.timers.next(), recalls.nextCheck()));
            next = Math.min(next, standstill.next());
            next = Math.min(next, fleet.nextStart(demand.missing()));
        }
        return Math.min(next, cancels.next());
    }

    /** Settles all that is unsettled as cancelled, with this reason, and stops every replica. Nothing is accepted afterwards. */
    public void close(long now, String reason) {
        if (closed != null) {
            return;
        }
        closed = reason;
        work.failWaiting(now, FailureKind.CANCELLED, reason);
        for (Replica replica : List.copyOf(fleet.replicas.values())) {
            if (replica.phase == Phase.STARTING) {
                fleet.kill(replica, reason);
                continue;
            }
            Element element = replica.first();
            long[] leases = new long[replica.held];
            for (int i = 0; i < leases.length && element != null; i++) {
                leases[i] = element.lease;
                work.release(element, replica);
                work.fail(now, element, FailureKind.CANCELLED, reason);
                element = replica.first();
            }
            if (leases.length > 0) {
                commands.accept(new Command.Cancel(replica.name, leases));
            }
        }
        fleet.stopAll(now);
    }

    /** What is there now, for records and messages. */
    public PoolState state() {
        PoolState.Phase phase = closed != null ? PoolState.Phase.CLOSED : fleet.phase();
        return new PoolState(
                phase, work.queued, work.leased, fleet.startedTotal, fleet.lastStartFailure, fleet.states());
    }
}
