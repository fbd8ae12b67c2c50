package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.Violation.unless;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.platform.pool.ModelElement.Due;
import dev.hearth.platform.pool.ModelElement.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pool must know, kept a second time and in the plainest way: every input is noted here before the pool gets it, so that what the pool
 * then decides can be judged.
 */
final class Model {
    final PoolSettings settings;
    final Map<Element, ModelElement> elements = new LinkedHashMap<>();
    final Map<PoolRun, ModelRun> runs = new LinkedHashMap<>();
    final Map<String, ModelReplica> replicas = new LinkedHashMap<>();
    final Map<Long, ModelElement> leases = new HashMap<>();
    final Set<Long> usedLeases = new HashSet<>();
    /** Outcomes that must come before this call of the pool ends. */
    final Set<ModelElement> due = new HashSet<>();

    final Set<ModelElement> paused = new HashSet<>();
    long now;
    int waiting;
    int leased;
    int settled;
    int startFailures;
    int startsSinceHope;
    /** Starts pause until this time, after a failure. */
    long patientUntil = Long.MIN_VALUE / 2;

    boolean closed;
    boolean busyBefore;
    long idleSince;
    /** The idle time was begun by an earlier life of the platform, and does not end before {@link #notBefore}. */
    boolean inherited;

    long notBefore;
    /** There has been work, or a start. */
    boolean used;
    /** When a first replica became ready, or what it was idle for was told. */
    long warmSince;
    /** How many replicas that name themselves there shall be. */
    int places;
    /** None has been let go yet. */
    boolean untouched = true;
    /** How many are asked for by the prewarming that is under way. */
    int prewarming;

    private long numbered;

    Model(PoolSettings settings) {
        this.settings = settings;
    }

    boolean work() {
        return waiting + leased + paused.size() > 0;
    }

    int count(ModelReplica.State state) {
        int count = 0;
        for (ModelReplica replica : replicas.values()) {
            count += replica.state == state ? 1 : 0;
        }
        return count;
    }

    void submitted(ModelElement element) {
        elements.put(element.element, element);
        element.submittedAt = now;
        element.cold = count(ModelReplica.State.READY) == 0;
        if (closed || element.run.cancelled) {
            mustSettle(element, FailureKind.CANCELLED);
        } else if (waiting + paused.size() >= settings.maxQueued()) {
            mustSettle(element, FailureKind.QUEUE_FULL);
        } else {
            hope();
            waits(element);
        }
    }

    /** The pool was idle and is not any more: earlier failures are forgiven. */
    private void hope() {
        if (!work()) {
            startFailures = 0;
            startsSinceHope = 0;
        }
    }

    void prewarmed() {
        hope();
        warmed();
    }

    private void warmed() {
        idleSince = now;
        inherited = false;
        used = true;
    }

    void inherited(long idleBefore) {
        if (used || closed) {
            return;
        }
        inherited = true;
        idleSince = now - idleBefore;
        notBefore = now + settings.adoptNanos();
        warmSince = now;
    }

    /** When the TTL is over, if nothing comes between. */
    long idleEnd() {
        long end = idleSince + settings.ttlNanos();
        return inherited ? Math.max(end, notBefore) : end;
    }

    /** Something is done, here or past the platform. */
    boolean busy() {
        return work() || direct() > 0;
    }

    int direct() {
        int sum = 0;
        for (ModelReplica replica : replicas.values()) {
            sum += replica.direct;
        }
        return sum;
    }

    void started(String name) {
        replicas.put(name, new ModelReplica(name, ++numbered, now));
        places = Math.max(places, alive());
    }

    int alive() {
        return count(ModelReplica.State.STARTING) + count(ModelReplica.State.READY);
    }

    /** How many replicas that stay the work asks for. */
    int wanted() {
        if (settings.minReplicas() == settings.replicas()) {
            return settings.replicas();
        }
        int slots = direct();
        for (ModelRun run : runs.values()) {
            int here = run.waiting.size() + run.suspects;
            for (ModelReplica replica : replicas.values()) {
                here += replica.leasesOf(run);
            }
            slots += run.cap == 0 ? here : Math.min(here, run.cap);
        }
        int wanted = (slots + settings.concurrency() - 1) / settings.concurrency();
        return Math.min(settings.replicas(), Math.max(settings.minReplicas(), wanted));
    }

    /** What must become of a replica that comes under this name now. */
    Arrival arrival(String name) {
        for (ModelReplica replica : replicas.values()) {
            if (replica.state == ModelReplica.State.STARTING) {
                return new Arrival.Placed(replica.name);
            }
        }
        boolean room = alive() < (untouched ? settings.replicas() : places);
        return closed || !room ? new Arrival.TurnedAway("") : new Arrival.Adopted();
    }

    void came(String name, Arrival arrival, int slots) {
        ModelReplica replica = new ModelReplica(name, ++numbered, now);
        boolean adopted = arrival instanceof Arrival.Adopted;
        if (arrival instanceof Arrival.Placed placed) {
            replicas.remove(placed.slot());
        }
        replicas.put(name, replica);
        long since = idleSince;
        boolean before = inherited;
        boolean usedBefore = used;
        joined(replica, slots);
        if (adopted) {
            inherited = before;
            used = usedBefore;
            idleSince = before ? since : now;
        }
        places = Math.max(places, alive());
    }

    void waits(ModelElement element) {
        element.state = State.WAITING;
        element.waitingSince = now;
        waiting++;
        if (element.suspect()) {
            element.run.suspects++;
        } else {
            element.run.waiting.add(element.order);
        }
    }

    void stopsWaiting(ModelElement element) {
        if (element.state == State.PAUSED) {
            paused.remove(element);
        } else {
            unless(element.state == State.WAITING, "settled only once, sent only when it waits", element);
            element.waited += now - element.waitingSince;
            waiting--;
            if (element.suspect()) {
                element.run.suspects--;
            } else {
                element.run.waiting.remove(element.order);
                element.run.passedOver.clear();
            }
        }
    }

    /** Ends a lease. */
    void release(ModelElement element) {
        ModelReplica replica = element.replica;
        if (replica != null) {
            replica.leases.remove(element.lease);
        }
        leases.remove(element.lease);
        element.replica = null;
        leased--;
        element.lease = 0;
        element.state = State.OUTSIDE;
    }

    void mustSettle(ModelElement element, @Nullable FailureKind failure) {
        element.due = new Due(failure);
        due.add(element);
    }

    void joined(ModelReplica replica, int slots) {
        warmSince = count(ModelReplica.State.READY) == 0 ? now : warmSince;
        replica.state = ModelReplica.State.READY;
        replica.slots = settings.fresh() ? 1 : slots;
        replica.heardAt = now;
        replica.progressAt = now;
        startFailures = 0;
        startsSinceHope = 0;
        warmed();
    }

    /** The replica cannot be started, nor can another: as bad as all attempts. */
    void refused(ModelReplica replica) {
        if (replica.state == ModelReplica.State.STARTING) {
            startFailures += settings.startAttempts();
        }
        gone(replica, true);
    }

    /** The replica has ended, whatever it was. */
    void gone(ModelReplica replica, boolean blame) {
        ModelReplica.State before = replica.state;
        replica.state = ModelReplica.State.GONE;
        replicas.remove(replica.name);
        if (before == ModelReplica.State.STARTING) {
            startFailures++;
            patientUntil = now + settings.restartDelayNanos();
            warmed();
            if (startFailures >= settings.startAttempts() && !mayStillServe()) {
                for (ModelElement element : elements.values()) {
                    if (element.state == State.WAITING || element.state == State.PAUSED) {
                        mustSettle(element, FailureKind.START_FAILED);
                    }
                }
            }
        }
        boolean useless = replica.completed == 0 && (replica.sent == 0 || !settings.fresh());
        if (before == ModelReplica.State.READY && useless) {
            patientUntil = now + settings.restartDelayNanos();
        }
        int position = 0;
        for (ModelElement element : List.copyOf(replica.leases.values())) {
            release(element);
            if (blame && position++ < replica.slots) {
                element.deaths++;
            }
            if (element.deaths >= settings.replicaDeaths() && element.cancelAskedAt < 0) {
                mustSettle(element, FailureKind.REPLICA_LOST);
            } else {
                again(element);
            }
        }
        if (!mayStillServe() && count(ModelReplica.State.STARTING) == 0) {
            giveAnotherChance();
        }
    }

    /** A replica that is there may yet run what waits; a fresh one only if it has not joined. */
    private boolean mayStillServe() {
        return count(settings.fresh() ? ModelReplica.State.STARTING : ModelReplica.State.READY) > 0;
    }

    private void giveAnotherChance() {
        if (startFailures >= settings.startAttempts()) {
            startFailures = 0;
            startsSinceHope = 0;
        }
    }

    void stopped(ModelReplica replica) {
        if (replica.state == ModelReplica.State.STARTING) {
            startsSinceHope--;
        }
        replica.state = ModelReplica.State.STOPPING;
        replica.stopAt = now;
        places = alive();
        untouched = false;
        if (settings.fresh() && !mayStillServe()) {
            giveAnotherChance();
        }
    }

    /** How many elements fresh replicas might be started for: those that wait, as far as their runs' caps allow. */
    int runnable() {
        int sum = 0;
        for (ModelRun run : runs.values()) {
            int waits = run.waiting.size() + run.suspects;
            int busy = 0;
            for (ModelReplica replica : replicas.values()) {
                busy += replica.run == run
                                && (replica.leases.size() > 0 || replica.state == ModelReplica.State.STOPPING)
                        ? 1
                        : 0;
            }
            sum += run.cap == 0 ? waits : Math.max(0, Math.min(waits, run.cap - busy));
        }
        return sum;
    }

    /** Fresh replicas that have been sent nothing. */
    int unused() {
        int count = 0;
        for (ModelReplica replica : replicas.values()) {
            count += replica.unused() ? 1 : 0;
        }
        return count;
    }

    private void again(ModelElement element) {
        if (element.cancelAskedAt >= 0) {
            mustSettle(element, FailureKind.CANCELLED);
        } else {
            waits(element);
        }
    }

    void completed(ModelReplica replica, List<Completion> completions) {
        replica.heardAt = now;
        for (Completion completion : completions) {
            ModelElement element = leases.get(completion.lease());
            if (element == null || element.replica != replica) {
                continue;
            }
            release(element);
            replica.completed++;
            element.deaths = 0;
            replica.progressAt = now;
            if (replica.recallRefused) {
                replica.recallRefused = false;
                replica.recallUntil = 0;
            }
            Failure failure = completion.failure();
            replica.stuck |= failure != null && failure.stuck();
            if (failure == null) {
                mustSettle(element, null);
            } else if (element.cancelAskedAt >= 0) {
                mustSettle(element, FailureKind.CANCELLED);
            } else if ((failure.kind() == FailureKind.ERROR || failure.kind() == FailureKind.TIMEOUT)
                    && element.failures < element.element.limits.retry().retries()) {
                element.failures++;
                long pause = element.element
                        .limits
                        .retry()
                        .delayAfter(element.failures)
                        .toNanos();
                element.pausedUntil = now + pause;
                if (pause == 0) {
                    waits(element);
                } else {
                    element.state = State.PAUSED;
                    paused.add(element);
                }
            } else {
                mustSettle(element, failure.kind());
            }
        }
    }

    void returned(ModelReplica replica, long[] ids) {
        replica.heardAt = now;
        replica.recallRefused = true;
        for (long id : ids) {
            ModelElement element = leases.get(id);
            if (element != null && element.replica == replica) {
                release(element);
                element.attempts--;
                element.last = element.before;
                unless(++element.returns < 1_000, "an element is not sent to and fro", element);
                replica.recallRefused = false;
                again(element);
            }
        }
        if (!replica.recallRefused) {
            replica.recallUntil = 0;
        }
    }

    void heartbeat(ModelReplica replica, Set<Long> held, int direct) {
        replica.heardAt = now;
        replica.direct = direct;
        if (now - replica.heartbeatAt > settings.leaseNanos() / 2) {
            replica.believedFrom = now + settings.leaseNanos() / 4;
        }
        replica.heartbeatAt = now;
        if (now < replica.believedFrom) {
            return;
        }
        for (ModelElement element : List.copyOf(replica.leases.values())) {
            if (now - element.leasedAt >= settings.leaseNanos() && !held.contains(element.lease)) {
                release(element);
                again(element);
            }
        }
    }

    void cancelled(ModelRun run) {
        run.cancelled = true;
        for (ModelElement element : elements.values()) {
            if (element.run == run && (element.state == State.WAITING || element.state == State.PAUSED)) {
                mustSettle(element, FailureKind.CANCELLED);
            }
        }
    }

    void closed() {
        closed = true;
        for (ModelElement element : elements.values()) {
            if (element.state != State.SETTLED) {
                mustSettle(element, FailureKind.CANCELLED);
            }
        }
    }

    /** Time comes to the pool: pauses that are over are over before anything is sent. */
    void ticks() {
        for (ModelElement element : new ArrayList<>(paused)) {
            if (element.pausedUntil <= now) {
                paused.remove(element);
                waits(element);
            }
        }
    }

    /** Everything that waits, for judging. */
    List<ModelElement> in(State state) {
        List<ModelElement> found = new ArrayList<>();
        for (ModelElement element : elements.values()) {
            if (element.state == state) {
                found.add(element);
            }
        }
        return found;
    }
}
