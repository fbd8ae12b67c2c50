package dev.hearth.platform.dispatch;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Settings for tests, with short times. */
record TestConfig(Duration startTimeout, int payloadBytes) implements DispatchConfig {
    static final TestConfig DEFAULT = new TestConfig(Duration.ofSeconds(20), 4 * 1024 * 1024);

    @Override
    public Duration lease() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int startAttempts() {
        return 2;
    }

    @Override
    public int replicaDeaths() {
        return 3;
    }

    @Override
    public Duration cancelGrace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int maxQueued() {
        return 1_000_000;
    }

    @Override
    public MemorySize payloadLimit() {
        return new MemorySize(BigInteger.valueOf(payloadBytes));
    }
}
