package dev.hearth.platform.dispatch;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tasks are brought to replicas. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.dispatch")
public interface DispatchConfig {
    /** How long a replica may be silent before it counts as lost and its elements go elsewhere. It says that it lives four times as often. */
    @WithDefault("10s")
    Duration lease();

    /** How long a replica may take from the start of its process to its joining. */
    @WithDefault("120s")
    Duration startTimeout();

    /** How many replicas of an environment may fail to start in a row, while none has joined, before what is queued there fails. */
    @WithDefault("3")
    int startAttempts();

    /** How many replicas in a row an element may take with it before it fails alone. */
    @WithDefault("3")
    int replicaDeaths();

    /** How long a task may go on after it was interrupted, before its replica is replaced. */
    @WithDefault("5s")
    Duration cancelGrace();

    /** How many elements may wait in one environment's pool. More fail at once. */
    @WithDefault("100000")
    int maxQueued();

    /** The largest input or result of one element, as JSON. */
    @WithDefault("4M")
    MemorySize payloadLimit();
}
