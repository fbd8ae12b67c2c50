package dev.hearth.functions.cache;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A load that is under way, then its result.
 *
 * @param <T> what is loaded
 */
final class Flight<T> extends CompletableFuture<T> {
    private volatile @Nullable Thread owner = Thread.currentThread();

    /** The thread that loads; null when it has ended: an entry must not keep a thread. */
    @Nullable
    Thread owner() {
        return owner;
    }

    /** The load has ended. */
    void landed() {
        owner = null;
    }
}
