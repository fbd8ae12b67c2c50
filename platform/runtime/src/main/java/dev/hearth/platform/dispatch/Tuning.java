package dev.hearth.platform.dispatch;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.pool.PoolSettings;
import java.time.Duration;

/** The numbers of dispatch that nobody needs to set, and how settings become a pool's. */
final class Tuning {
    /** How much work a replica should have ahead: several round trips of a link, so that it does not wait for the next frame. */
    static final Duration FRAME = Duration.ofMillis(1);

    /** Elements that one replica holds at most: bounds what its death sends round again. */
    static final int MAX_AHEAD = 1024;

    /** Bytes that one replica holds at most, beyond its first element. */
    static final long MAX_AHEAD_BYTES = 1024 * 1024L;

    /** The pause before a failed start is repeated: enough for a passing fault, and no busy loop for a lasting one. */
    static final Duration RESTART_DELAY = Duration.ofSeconds(1);

    /** Heartbeats for each lease time: three may be lost. */
    static final int HEARTBEATS_PER_LEASE = 4;

    /**
     * How long the pool waits for both the link's and the process's end, so that the better of two reasons is told. One follows the other
     * within milliseconds; on a machine that had no processor for us half of the time, it took more than a second.
     */
    static final Duration REASON_WAIT = Duration.ofSeconds(3);

    /** How long replicas may take to leave by themselves when the platform ends. */
    static final Duration LEAVE_WAIT = Duration.ofSeconds(1);

    /** How long replicas that outlived the platform have to join its next life, before an environment that was idle is released. */
    static final Duration ADOPT_WAIT = Duration.ofSeconds(30);

    /** How long a new connection may take to say hello. */
    static final Duration HELLO_WAIT = Duration.ofSeconds(10);

    /** When a replica shall come again whose pool is just being made. */
    static final Duration POOL_RETRY = Duration.ofMillis(200);

    /** When one shall come again for which there is no use now. */
    static final Duration PLACE_RETRY = Duration.ofSeconds(1);

    /** When one shall come again whose version is not in use: its environment may be changed back. */
    static final Duration VERSION_RETRY = Duration.ofSeconds(30);

    /** Connections that have not said hello: more are turned away, for anybody can open them. */
    static final int MAX_STRANGERS = 256;

    /** Calls from one replica to other environments under way at a time. */
    static final int MAX_CALLS = 10_000;

    private Tuning() {}

    /**
     * What a pool is told.
     *
     * @param selfNamed whether replicas come by themselves
     * @param replicas how many the environment has; of fresh ones, how many at most
     */
    static PoolSettings settings(
            EnvironmentSpec environment, String replicaPrefix, boolean selfNamed, int replicas, DispatchConfig config) {
        return new PoolSettings(
                environment.name(),
                replicaPrefix,
                environment.regular(),
                selfNamed,
                replicas,
                environment.regular() ? replicas : environment.leastReplicas(),
                Duration.ofSeconds(environment.scaledownSeconds()).toNanos(),
                environment.concurrency(),
                Duration.ofSeconds(environment.ttlSeconds()).toNanos(),
                ADOPT_WAIT.toNanos(),
                config.lease().toNanos(),
                // Whoever starts replicas counts from the real start of each, and many may wait for their turn: this is
                // for a start of which nothing is ever heard.
                config.startTimeout().multipliedBy(1L + replicas).toNanos(),
                config.startAttempts(),
                RESTART_DELAY.toNanos(),
                config.cancelGrace().toNanos(),
                config.replicaDeaths(),
                config.maxQueued(),
                FRAME.toNanos(),
                MAX_AHEAD,
                MAX_AHEAD_BYTES);
    }

    /** What every replica is told when it has joined. */
    static ToReplica.Welcome welcome(DispatchConfig config) {
        return new ToReplica.Welcome(
                Math.max(1, config.lease().toMillis() / HEARTBEATS_PER_LEASE),
                payloadLimit(config),
                config.cancelGrace().toMillis());
    }

    static int payloadLimit(DispatchConfig config) {
        return Math.toIntExact(config.payloadLimit().asLongValue());
    }
}
