package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.replica.ReplicaScope;
import dev.hearth.platform.bus.Addresses;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.bus.ReplicaEvent;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A replica without a process: an engine that listens at its address on the event bus itself. Safe for use by several threads. */
final class EmbeddedReplica {
    /** Runs a replica's tasks. */
    interface Engine {
        /** Takes a message without blocking. */
        void handle(ToReplica message);

        /** The leases it holds. */
        long[] held();

        /** Interrupts what runs and forgets it. Does not wait. */
        void close();
    }

    /** Makes engines. */
    interface EngineMaker {
        /**
         * Makes the engine of one replica.
         *
         * @param terms what the pool demands of every replica
         * @param out takes what the engine says, on any thread
         */
        Engine make(
                EnvironmentSpec environment, ReplicaScope scope, ToReplica.Welcome terms, Consumer<FromReplica> out);
    }

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final EngineMaker engines;
    private final EnvironmentSpec environment;
    private final String identity;
    private final ReplicaScope scope;
    private final String replica;
    private final Consumer<String> onEnd;
    private final MessageConsumer<Object> address;
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable Engine engine;
    private long heartbeat = NO_TIMER;

    /**
     * @param identity of the environment's generation
     * @param onEnd is told the reason, once */
    EmbeddedReplica(
            Vertx vertx,
            EngineMaker engines,
            EnvironmentSpec environment,
            String identity,
            ReplicaScope scope,
            Consumer<String> onEnd) {
        this.vertx = vertx;
        this.identity = identity;
        this.engines = engines;
        this.environment = environment;
        this.scope = scope;
        this.replica = scope.replica();
        this.onEnd = onEnd;
        this.address = vertx.eventBus().localConsumer(Addresses.replica(replica));
    }

    /** Says hello to its pool; nobody asks it for a token. */
    void join() {
        address.handler(this::received);
        tell(new ReplicaEvent.Said(
                replica,
                new FromReplica.Hello(
                        FromReplica.PROTOCOL,
                        environment.name(),
                        identity,
                        replica,
                        "",
                        environment.concurrency(),
                        ProcessHandle.current().pid(),
                        identity,
                        "none")));
    }

    /** Without effect if it has ended. Tasks that run are interrupted and forgotten. */
    void end(String reason) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        address.unregister();
        synchronized (this) {
            vertx.cancelTimer(heartbeat);
            if (engine != null) {
                engine.close();
            }
        }
        tell(new ReplicaEvent.Gone(replica, reason));
        onEnd.accept(reason);
    }

    private void received(Message<Object> message) {
        if (message.body() instanceof ToReplica.Welcome welcome) {
            welcomed(welcome);
        } else if (message.body() instanceof ToReplica toReplica) {
            Engine running;
            synchronized (this) {
                running = engine;
            }
            if (running != null) {
                running.handle(toReplica);
            }
        }
    }

    private synchronized void welcomed(ToReplica.Welcome welcome) {
        if (ended.get() || engine != null) {
            return;
        }
        Engine made = engines.make(environment, scope, welcome, this::said);
        engine = made;
        heartbeat = vertx.setPeriodic(welcome.heartbeatMillis(), id -> said(new FromReplica.Heartbeat(made.held())));
    }

    private void said(FromReplica message) {
        if (ended.get()) {
            return;
        }
        tell(new ReplicaEvent.Said(replica, message));
        if (message instanceof FromReplica.Goodbye goodbye) {
            // Not at once: the engine does not bear being called back.
            vertx.runOnContext(nothing -> end("it left: " + goodbye.reason()));
        }
    }

    private void tell(ReplicaEvent event) {
        vertx.eventBus().send(Addresses.pool(environment.name(), identity), event, LocalCodec.OPTIONS);
    }
}
