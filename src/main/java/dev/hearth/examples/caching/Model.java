package dev.hearth.examples.caching;

import java.util.concurrent.TimeUnit;

/** Stands for whatever is slow to load and quick to use. Immutable, so that one task after another may share it. */
record Model(int state) {
    private static final int LOADING_SECONDS = 2;

    static Model load(int state) {
        try {
            TimeUnit.SECONDS.sleep(LOADING_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Model '" + state + "': loading was interrupted.", e);
        }
        return new Model(state);
    }

    int apply(int value) {
        return value + state;
    }
}
