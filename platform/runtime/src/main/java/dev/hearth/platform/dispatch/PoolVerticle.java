package dev.hearth.platform.dispatch;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.bus.Addresses;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.bus.ReplicaEvent;
import dev.hearth.platform.pool.Arrival;
import dev.hearth.platform.pool.Command;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Pool;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.PoolSettings;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.provision.ScalingProvisioner;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Owns the pool of one environment on one event loop: nothing else touches it, so there are no locks. Public methods may be called by
 * any thread. The clock is {@link System#nanoTime}, so that setting the machine's clock does no harm.
 */
final class PoolVerticle extends AbstractVerticle {
    private static final Logger log = Logger.getLogger(PoolVerticle.class);
    private static final long NO_TIMER = -1;

    /** How often a pool that waits for the platform's lease looks for it. */
    private static final long PARKED_MILLIS = 20;

    /** Events that wait for the lease; heartbeats beyond these are dropped. */
    private static final int MAX_PARKED = 10_000;

    private final EnvironmentSpec environment;
    private final String identity;
    private final ToReplica.Welcome welcome;
    private final Pool pool;
    /** What the pool has decided in this step. */
    private List<Command> commands = new ArrayList<>();

    private boolean carriesOut;
    /** Those who wait for the starts that are under way to end. */
    private final List<CompletableFuture<PoolState>> warming = new ArrayList<>();

    private final BooleanSupplier held;
    /** What came while others may have taken over what this platform has: wishes of runs, and what else has happened. */
    private final Queue<Runnable> parkedWishes = new ArrayDeque<>();

    private final Queue<Runnable> parked = new ArrayDeque<>();

    private final PoolReplicas replicas;
    /** If replicas come by themselves. */
    private final @Nullable PoolScale scale;

    private final PoolInbox inbox = new PoolInbox(this::afterwards);
    private final long origin = System.nanoTime();
    private final PoolStatistics statistics;
    private boolean closing;
    private long timer = NO_TIMER;
    private long timerAt = Long.MAX_VALUE;

    /**
     * Makes the pool.
     *
     * @param identity of the environment's generation
     * @param welcome what each replica is told when it has joined
     * @param startTimeout how long a replica may take to join once its start has begun
     * @param scaling if replicas come by themselves: who is told how many there shall be
     * @param held whether this platform still has what it has; while it is in doubt, the pool does nothing
     */
    PoolVerticle(
            EnvironmentSpec environment,
            String identity,
            PoolSettings settings,
            ToReplica.Welcome welcome,
            Duration startTimeout,
            PoolReplicas.Starter starter,
            Optional<ScalingProvisioner> scaling,
            BooleanSupplier held) {
        this.held = held;
        this.environment = environment;
        this.identity = identity;
        this.welcome = welcome;
        this.pool = new Pool(settings, command -> commands.add(command));
        this.statistics = new PoolStatistics(environment.name());
        this.replicas = new PoolReplicas(starter, startTimeout, this::onLoop, this::lost);
        this.scale = scaling.map(provisioner ->
                        new PoolScale(environment, identity, provisioner, this::onLoop, replicas::refuseAwaited))
                .orElse(null);
    }

    @Override
    public void start() {
        replicas.open(vertx);
        vertx.eventBus().<ReplicaEvent>consumer(Addresses.pool(environment.name(), identity), this::heard);
        inbox.open(task -> context.runOnContext(nothing -> task.run()));
        if (scale != null) {
            scale.askIdle(vertx, idleNanos -> pool.inheritIdle(now(), idleNanos));
        }
    }

    void submit(List<Element> elements) {
        onLoop(() -> pool.submit(now(), elements));
    }

    void cancel(PoolRun run) {
        onLoop(() -> pool.cancel(now(), run));
    }

    /** Whether it is to go as soon as it has nothing to do. */
    void retire(boolean retired) {
        onLoop(() -> pool.retire(now(), retired));
    }

    /** Whether this platform has the pool, of those that share a journal: without it, it finishes what it has been given and lets its replicas go. */
    void keep(boolean wanted) {
        onLoop(() -> {
            if (scale != null) {
                scale.elsewhere(!wanted);
            }
            pool.retire(now(), !wanted);
        });
    }

    EnvironmentSpec environment() {
        return environment;
    }

    String identity() {
        return identity;
    }

    void forget(String run) {
        onLoop(() -> replicas.forget(run));
    }

    CompletableFuture<PoolState> state() {
        CompletableFuture<PoolState> state = new CompletableFuture<>();
        onLoop(() -> state.complete(stateNow()));
        return state;
    }

    private PoolState stateNow() {
        PoolState state = pool.state();
        return scale == null || !pool.starting() ? state : state.troubled(scale.trouble());
    }

    /** Starts replicas. Completes when none is starting any more. */
    CompletableFuture<PoolState> prewarm(int count) {
        CompletableFuture<PoolState> warm = new CompletableFuture<>();
        onLoop(() -> {
            pool.prewarm(now(), count);
            warming.add(warm);
        });
        return warm;
    }

    CompletableFuture<PoolStatistics> statistics() {
        CompletableFuture<PoolStatistics> copy = new CompletableFuture<>();
        onLoop(() -> copy.complete(statistics.copy(pool.state())));
        return copy;
    }

    CompletableFuture<List<ReplicaView>> replicas() {
        CompletableFuture<List<ReplicaView>> views = new CompletableFuture<>();
        onLoop(() ->
                views.complete(replicas.views(environment.name(), pool.state().replicas())));
        return views;
    }

    /** Settles all that is unsettled and lets the replicas leave. */
    void close(String reason) {
        onLoop(() -> {
            if (scale != null && !closing) {
                scale.close(now(), pool.idleSince());
            }
            closing = true;
            pool.close(now(), reason);
        });
    }

    /** The verticle could not be deployed, which happens when Vert.x is closed: nobody may wait for ever. */
    void failed(Throwable failure) {
        log.errorf(failure, "Pool '%s': it could not be started", environment.name());
        pool.close(now(), "its pool could not be started: " + failure.getMessage());
        inbox.open(Runnable::run);
    }

    /** Completes when no replica is left. */
    CompletableFuture<Void> empty() {
        CompletableFuture<Void> empty = new CompletableFuture<>();
        onLoop(() -> replicas.whenEmpty(() -> empty.complete(null)));
        return empty;
    }

    private void onLoop(Runnable step) {
        inbox.add(() -> step(step, parkedWishes));
    }

    private void heard(Message<ReplicaEvent> message) {
        if (parked.size() >= MAX_PARKED
                && message.body() instanceof ReplicaEvent.Said said
                && said.message() instanceof FromReplica.Heartbeat) {
            // Those that wait are as good, since they will be heard only then. All else is bounded by what replicas
            // hold.
            return;
        }
        step(() -> react(message.body()), parked);
        afterwards();
    }

    /** A platform that was frozen must not send one element more before it knows whether its runs are still its own. */
    private void step(Runnable step, Queue<Runnable> otherwise) {
        boolean parking = !parked.isEmpty() || !parkedWishes.isEmpty();
        if (!parking && held.getAsBoolean()) {
            guarded(step);
            return;
        }
        if (!parking) {
            vertx.setPeriodic(PARKED_MILLIS, this::unpark);
        }
        otherwise.add(step);
    }

    private void unpark(long again) {
        if (!held.getAsBoolean()) {
            return;
        }
        vertx.cancelTimer(again);
        // Runs that went elsewhere have cancelled what they had here: nothing that has happened may lead to its being
        // sent.
        for (Queue<Runnable> steps : List.of(parkedWishes, parked)) {
            for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
                guarded(step);
            }
        }
        afterwards();
    }

    private void react(ReplicaEvent event) {
        String replica = event.replica();
        if (event instanceof ReplicaEvent.Gone gone) {
            replicas.gone(replica, gone.reason());
        } else if (event instanceof ReplicaEvent.Said said) {
            if (scale != null && said.message() instanceof FromReplica.Hello hello) {
                came(hello, scale);
                return;
            }
            if (said.message() instanceof FromReplica.Hello && !replicas.knows(replica)) {
                tell(replica, new ToReplica.Refused("it is no longer awaited"));
                return;
            }
            if (!replicas.knows(replica)) {
                log.debugf("Replica '%s': a message after its end is dropped", replica);
                return;
            }
            FromReplica message = said.message();
            if (message instanceof FromReplica.Done done) {
                pool.completed(now(), replica, done.completions());
            } else if (message instanceof FromReplica.Heartbeat heartbeat) {
                pool.heartbeat(now(), replica, heartbeat.held(), heartbeat.direct());
            } else if (message instanceof FromReplica.Returned returned) {
                pool.returned(now(), replica, returned.leases());
            } else if (message instanceof FromReplica.Hello hello) {
                joined(hello);
            } else if (message instanceof FromReplica.Goodbye goodbye) {
                replicas.goodbye(replica, goodbye.reason());
            } else {
                log.warnf("Replica '%s': its message %s is not for a pool", replica, message);
            }
        }
    }

    private void joined(FromReplica.Hello hello) {
        if (replicas.leaves(hello.replica())) {
            // It was given up while it started, and its end is under way.
            return;
        }
        replicas.joined(hello);
        if (pool.replicaJoined(now(), hello.replica(), hello.capacity())) {
            log.debugf("Replica '%s' has joined as process %d", hello.replica(), hello.pid());
            statistics.joined(replicas.startNanos(hello.replica()));
            // What the pool has for it is still among the commands, so this comes first.
            replicas.welcome(hello.replica(), welcome);
        } else {
            replicas.kill(hello.replica(), "it is no longer awaited");
        }
    }

    /** One that names itself: the pool has a place for it or not. */
    private void came(FromReplica.Hello hello, PoolScale places) {
        String name = hello.replica();
        if (replicas.comesAgain(name)) {
            log.debugf("Replica '%s' has come again, over another link", name);
        }
        Arrival arrival = pool.replicaCame(now(), name, hello.capacity());
        if (arrival instanceof Arrival.TurnedAway away) {
            places.spare(name);
            tell(name, new ToReplica.Refused(away.reason(), Tuning.PLACE_RETRY.toMillis(), Optional.empty()));
            return;
        }
        Optional<String> slot =
                arrival instanceof Arrival.Placed placed ? Optional.of(placed.slot()) : Optional.empty();
        replicas.came(hello, slot);
        places.used(name);
        log.debugf("Replica '%s' has come", name);
        slot.ifPresent(asked -> statistics.joined(replicas.startNanos(name)));
        // What the pool has for it is still among the commands, so this comes first.
        replicas.welcome(name, welcome);
    }

    private void tell(String replica, ToReplica message) {
        vertx.eventBus().send(Addresses.replica(replica), message, LocalCodec.OPTIONS);
    }

    private void lost(PoolReplica replica) {
        boolean asked = closing || replica.asked || replica.saidGoodbye();
        if (scale != null && replica.joined && replica.asked) {
            scale.spare(replica.name);
        }
        if (!asked) {
            ended(replica.joined);
        }
        Logger.Level level = asked ? Logger.Level.DEBUG : Logger.Level.WARN;
        if (replica.joined) {
            log.logf(level, "Replica '%s' is gone: %s", replica.name, replica.reason());
            guarded(() -> pool.replicaLost(now(), replica.name, replica.reason()));
        } else {
            String reason = replica.reason()
                    + (scale == null || replica.refused || scale.trouble().isEmpty() ? "" : ": " + scale.trouble());
            log.logf(level, "Replica '%s' did not join: %s", replica.name, reason);
            guarded(() -> {
                if (replica.refused) {
                    pool.replicaRefused(now(), replica.name, reason);
                } else {
                    pool.replicaFailed(now(), replica.name, reason);
                }
            });
        }
        afterwards();
    }

    /** A replica has ended that nobody had asked to. */
    private void ended(boolean joined) {
        if (joined) {
            statistics.lost();
        } else {
            statistics.startFailed();
        }
    }

    /** Carries out what the pool decided, and sees to it that the pool is woken in time. */
    private void afterwards() {
        carryOutAll();
        replicas.flush();
        if (scale != null && !closing) {
            PoolScale places = scale;
            guarded(() -> {
                places.wanted(pool.places(), replicas.leaving());
                places.idle(now(), pool.idleSince(), millis -> vertx.setTimer(millis, id -> afterwards()));
            });
        }
        arm(pool.nextDeadline());
        if (!warming.isEmpty() && !pool.starting()) {
            List<CompletableFuture<PoolState>> done = List.copyOf(warming);
            warming.clear();
            done.forEach(warm -> warm.complete(stateNow()));
        }
    }

    /** In their order, those too that are decided meanwhile. */
    private void carryOutAll() {
        if (carriesOut) {
            return;
        }
        carriesOut = true;
        try {
            while (!commands.isEmpty()) {
                List<Command> decided = commands;
                commands = new ArrayList<>();
                carryOut(decided);
            }
        } finally {
            carriesOut = false;
        }
    }

    private void carryOut(List<Command> decided) {
        int next = 0;
        while (next < decided.size()) {
            List<Command.Settle> settled = settledTogether(decided, next);
            if (settled.isEmpty()) {
                Command command = decided.get(next++);
                guarded(() -> carryOut(command));
            } else {
                next += settled.size();
                guarded(() -> tell(settled));
            }
        }
    }

    /** Those of one run: a map is told of many at once. */
    private static List<Command.Settle> settledTogether(List<Command> decided, int from) {
        List<Command.Settle> settled = List.of();
        PoolRun run = null;
        for (int i = from; i < decided.size(); i++) {
            if (!(decided.get(i) instanceof Command.Settle one)
                    || (run != null && one.element().run() != run)) {
                break;
            }
            if (run == null) {
                run = one.element().run();
                settled = new ArrayList<>();
            }
            settled.add(one);
        }
        return settled;
    }

    private void tell(List<Command.Settle> settled) {
        for (Command.Settle one : settled) {
            statistics.settled(one.element().task(), one.settled());
        }
        settled.get(0).element().run().listener().settled(settled);
    }

    private void carryOut(Command command) {
        if (command instanceof Command.Assign assign) {
            replicas.assign(assign.replica(), assign.leases());
        } else if (command instanceof Command.Start start) {
            statistics.started();
            if (scale != null) {
                scale.started();
            }
            replicas.start(start.replica());
        } else if (command instanceof Command.Recall recall) {
            replicas.recall(recall.replica(), recall.leases());
        } else if (command instanceof Command.Cancel cancel) {
            replicas.cancel(cancel.replica(), cancel.leases());
        } else if (command instanceof Command.Stop stop) {
            if (scale != null && closing) {
                // It outlives the platform, and joins its next life.
                replicas.release(stop.replica(), "the platform is closing");
            } else {
                replicas.stop(stop.replica());
            }
        } else if (command instanceof Command.Kill kill) {
            log.logf(
                    closing ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "Replica '%s' is ended: %s",
                    kill.replica(),
                    kill.reason());
            if (!closing) {
                ended(replicas.joined(kill.replica()));
            }
            replicas.kill(kill.replica(), kill.reason());
        }
    }

    /** One timer for the whole pool. One that goes off too early does no harm, so a later deadline leaves it alone. */
    private void arm(long deadline) {
        if (deadline >= timerAt) {
            return;
        }
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
        timerAt = deadline;
        long millis = Math.max(1, (deadline - now() + 999_999) / 1_000_000);
        timer = vertx.setTimer(millis, id -> {
            timer = NO_TIMER;
            timerAt = Long.MAX_VALUE;
            step(() -> pool.tick(now()), parked);
            afterwards();
        });
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    /** A fault in one event must not take the others with it. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            log.errorf(e, "Pool '%s': a step failed", environment.name());
        }
    }
}
