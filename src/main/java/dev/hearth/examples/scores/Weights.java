package dev.hearth.examples.scores;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Stands for a model that takes half a second to load. Immutable. */
record Weights(String name, int factor) {
    private static final long LOADING_NANOS = Duration.ofMillis(500).toNanos();

    static Weights load(String name) {
        LockSupport.parkNanos(LOADING_NANOS);
        return new Weights(name, name.length());
    }

    int apply(int value) {
        return factor * value;
    }
}
