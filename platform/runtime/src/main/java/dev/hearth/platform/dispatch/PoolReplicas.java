package dev.hearth.platform.dispatch;

import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.bus.Addresses;
import dev.hearth.platform.bus.CloseLink;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.pool.Caller;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Lease;
import dev.hearth.platform.pool.PoolState;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of one pool as seen from its verticle: sends them what the pool decides, and joins the news of their link's and their
 * process's end to one loss with the better reason. Confined to the pool's loop.
 */
final class PoolReplicas {
    /** Starts and ends replicas for one environment. */
    interface Starter {
        /**
         * Starts one.
         *
         * @param launched is called when its start really begins, on any thread
         * @param ended is told the end, on any thread
         * @param refused is told why it cannot be started, on any thread: to try again would not help. One of the two is called, once
         */
        void start(String replica, Runnable launched, Consumer<String> ended, Consumer<String> refused);

        /**
         * The replica has joined.
         *
         * @param archive what its start took classes from, as its hello says
         */
        void joined(String replica, String archive);

        /** Ends it at once, and whatever waits for it to join. */
        void kill(String replica);
    }

    private final Starter starter;
    private final Duration startTimeout;
    private final Consumer<Runnable> loop;
    private final Consumer<PoolReplica> lost;
    private final Map<String, PoolReplica> replicas = new LinkedHashMap<>();
    /** Elements for each replica that have not been sent: what is decided in one turn of the loop travels together. */
    private final Map<String, List<Assignment>> unsent = new LinkedHashMap<>();

    private final List<Runnable> onEmpty = new ArrayList<>();
    private @Nullable Vertx vertx;

    /**
     * @param startTimeout how long one may take to join once its start has begun
     * @param loop runs something on the pool's loop, from any thread
     * @param lost is told of a replica that is gone, once
     */
    PoolReplicas(Starter starter, Duration startTimeout, Consumer<Runnable> loop, Consumer<PoolReplica> lost) {
        this.starter = starter;
        this.startTimeout = startTimeout;
        this.loop = loop;
        this.lost = lost;
    }

    void open(Vertx onVertx) {
        vertx = onVertx;
    }

    boolean knows(String name) {
        return replicas.containsKey(name);
    }

    void start(String name) {
        var address = vertx().eventBus().sender(Addresses.replica(name), LocalCodec.OPTIONS);
        replicas.put(name, new PoolReplica(name, address));
        starter.start(
                name,
                () -> loop.accept(() -> launched(name)),
                reason -> loop.accept(() -> ended(name, reason)),
                reason -> loop.accept(() -> refused(name, reason)));
    }

    void joined(FromReplica.Hello hello) {
        with(hello.replica(), replica -> {
            replica.joined = true;
            replica.joinedAt = System.nanoTime();
            replica.pid = hello.pid();
            replica.archive = hello.archive();
            replica.since = Instant.now();
            stopTimer(replica);
        });
        starter.joined(hello.replica(), hello.archive());
    }

    /**
     * A replica has come by itself, and is known by its own name from now on.
     *
     * @param slot what the one was called whose place it takes; empty: it has a new one
     */
    void came(FromReplica.Hello hello, Optional<String> slot) {
        PoolReplica asked = slot.map(replicas::remove).orElse(null);
        PoolReplica replica = new PoolReplica(
                hello.replica(), vertx().eventBus().sender(Addresses.replica(hello.replica()), LocalCodec.OPTIONS));
        replica.selfNamed = true;
        if (asked != null) {
            stopTimer(asked);
            replica.launchedAt = asked.launchedAt;
            starter.joined(asked.name, hello.archive());
        }
        replicas.put(replica.name, replica);
        joined(hello);
    }

    /** It has come again over another link, to which its address belongs now. Returns whether it was there. */
    boolean comesAgain(String name) {
        PoolReplica replica = replicas.remove(name);
        if (replica != null) {
            unsent.remove(name);
            stopTimer(replica);
        }
        return replica != null;
    }

    /** Those that have been asked to leave and have not left. */
    int leaving() {
        int count = 0;
        for (PoolReplica replica : replicas.values()) {
            count += replica.asked && replica.joined ? 1 : 0;
        }
        return count;
    }

    /** None of those that are awaited will come. */
    void refuseAwaited(String reason) {
        for (PoolReplica replica : List.copyOf(replicas.values())) {
            if (!replica.joined) {
                refused(replica.name, reason);
            }
        }
    }

    /** Closes its link, and leaves it to itself. */
    void release(String name, String reason) {
        with(name, replica -> remove(replica, reason));
    }

    boolean joined(String name) {
        PoolReplica replica = replicas.get(name);
        return replica != null && replica.joined;
    }

    /** How long a replica that has joined took from the real start of its process. */
    long startNanos(String name) {
        PoolReplica replica = replicas.get(name);
        return replica == null ? 0 : replica.joinedAt - replica.launchedAt;
    }

    /** Those that the pool knows as well. */
    List<ReplicaView> views(String environment, List<PoolState.ReplicaState> states) {
        List<ReplicaView> views = new ArrayList<>();
        for (PoolState.ReplicaState state : states) {
            with(
                    state.name(),
                    replica -> views.add(new ReplicaView(
                            environment,
                            replica.name,
                            state.phase(),
                            state.leased(),
                            state.completed(),
                            replica.pid,
                            replica.archive,
                            replica.since)));
        }
        return views;
    }

    void welcome(String name, ToReplica.Welcome welcome) {
        send(name, welcome);
    }

    void assign(String name, List<Lease> leases) {
        with(name, replica -> {
            List<Assignment> assignments = unsent.computeIfAbsent(name, n -> new ArrayList<>(leases.size()));
            for (Lease lease : leases) {
                Assignment assignment = assignment(lease);
                assignments.add(assignment);
                Caller caller = lease.element().caller();
                if (caller != null) {
                    caller.calleeSent(name, lease.id());
                }
                if (assignment.bound() != null) {
                    replica.boundRuns.add(assignment.run());
                }
            }
        });
    }

    void recall(String name, long[] leases) {
        send(name, new ToReplica.Recall(leases));
    }

    void cancel(String name, long[] leases) {
        send(name, new ToReplica.Cancel(leases));
    }

    /** Asks it to leave; one that has not joined is ended. */
    void stop(String name) {
        with(name, replica -> {
            replica.asked = true;
            replica.since = Instant.now();
            if (replica.joined) {
                send(name, new ToReplica.Stop());
            } else {
                starter.kill(name);
            }
        });
    }

    /** It has been asked to leave. */
    boolean leaves(String name) {
        PoolReplica replica = replicas.get(name);
        return replica != null && replica.asked;
    }

    void forget(String run) {
        for (PoolReplica replica : replicas.values()) {
            if (replica.boundRuns.remove(run)) {
                send(replica.name, new ToReplica.Forget(run));
            }
        }
    }

    /** Sends what has been assigned. */
    void flush() {
        if (!unsent.isEmpty()) {
            Map<String, List<Assignment>> all = new LinkedHashMap<>(unsent);
            unsent.clear();
            all.forEach(
                    (name, assignments) -> with(name, replica -> sendNow(replica, new ToReplica.Assign(assignments))));
        }
    }

    /** The pool has given it up: no news of it is told any more. */
    void kill(String name, String reason) {
        PoolReplica replica = replicas.get(name);
        if (replica != null) {
            remove(replica, reason);
        }
        starter.kill(name);
    }

    void goodbye(String name, String reason) {
        with(name, replica -> {
            replica.goodbye(reason);
            mayBeLost(replica);
        });
    }

    void gone(String name, String reason) {
        with(name, replica -> {
            replica.gone(reason);
            mayBeLost(replica);
        });
    }

    /** Calls back when there is no replica, which may be at once. */
    void whenEmpty(Runnable callback) {
        if (replicas.isEmpty()) {
            callback.run();
        } else {
            onEmpty.add(callback);
        }
    }

    private void ended(String name, String reason) {
        with(name, replica -> {
            replica.ended(reason);
            mayBeLost(replica);
        });
    }

    private void refused(String name, String reason) {
        with(name, replica -> replica.refused = true);
        ended(name, reason);
    }

    private void mayBeLost(PoolReplica replica) {
        if (replica.allEnded()) {
            lose(replica);
        } else if (!replica.waitsForReason) {
            waitForReason(replica);
        }
    }

    private void waitForReason(PoolReplica replica) {
        stopTimer(replica);
        replica.waitsForReason = true;
        replica.timer = vertx().setTimer(Tuning.REASON_WAIT.toMillis(), id -> lose(replica));
    }

    private void launched(String name) {
        with(name, replica -> {
            replica.launchedAt = System.nanoTime();
            if (!replica.joined && !replica.waitsForReason) {
                replica.timer = vertx().setTimer(startTimeout.toMillis(), id -> overdue(replica));
            }
        });
    }

    /** Its process is ended, and its end is awaited, for that brings its last lines. */
    private void overdue(PoolReplica replica) {
        replica.overdue("it did not join within " + startTimeout.toMillis() + " ms");
        waitForReason(replica);
        starter.kill(replica.name);
    }

    private void stopTimer(PoolReplica replica) {
        vertx().cancelTimer(replica.timer);
    }

    private void lose(PoolReplica replica) {
        remove(replica, replica.reason());
        starter.kill(replica.name);
        lost.accept(replica);
    }

    private void remove(PoolReplica replica, String reason) {
        replicas.remove(replica.name);
        unsent.remove(replica.name);
        stopTimer(replica);
        // Nobody listens there if the link is closed already, which is fine.
        replica.address.write(new CloseLink(reason));
        if (replicas.isEmpty()) {
            List<Runnable> callbacks = List.copyOf(onEmpty);
            onEmpty.clear();
            callbacks.forEach(Runnable::run);
        }
    }

    private void send(String name, ToReplica message) {
        with(name, replica -> {
            // Behind the elements that were assigned before it.
            List<Assignment> assignments = unsent.remove(name);
            if (assignments != null) {
                sendNow(replica, new ToReplica.Assign(assignments));
            }
            sendNow(replica, message);
        });
    }

    private void sendNow(PoolReplica replica, ToReplica message) {
        // By way of the loop, for this may be told while we send.
        replica.send(message, () -> loop.accept(() -> gone(replica.name, "nobody listens at its address")));
    }

    private void with(String name, Consumer<PoolReplica> action) {
        PoolReplica replica = replicas.get(name);
        if (replica != null) {
            action.accept(replica);
        }
    }

    private Vertx vertx() {
        if (vertx == null) {
            throw new IllegalStateException("its verticle is not deployed");
        }
        return vertx;
    }

    private static Assignment assignment(Lease lease) {
        Element element = lease.element();
        return new Assignment(
                lease.id(),
                element.run().id(),
                element.run().trace(),
                element.task(),
                element.index(),
                lease.attempt(),
                element.limits().timeoutMillis(),
                element.bound(),
                element.input());
    }
}
