package dev.hearth.functions.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hearth.HearthException;
import dev.hearth.functions.replica.CurrentExecution;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The entries of one replica. The load runs on the thread of the caller that came first; others wait for it. Safe for use by several threads. */
final class ReplicaCache {
    /** A loaded value: Caffeine takes a null for an absent entry. */
    private record Entry(@Nullable Object value) {}

    /** The loading thread was told to end: not a failure of the load itself. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("the load was interrupted", null, false, false);
        }
    }

    private final ConcurrentMap<CacheKey, CompletableFuture<Entry>> entries;
    private final Waits waits = new Waits();

    ReplicaCache() {
        AsyncCache<CacheKey, Entry> cache =
                Caffeine.newBuilder().executor(Runnable::run).buildAsync();
        entries = cache.asMap();
    }

    @Nullable Object get(CacheKey key, Callable<@Nullable Object> load) throws Exception {
        while (true) {
            CompletableFuture<Entry> flight = entries.get(key);
            if (flight == null) {
                CompletableFuture<Entry> own = new CompletableFuture<>();
                flight = entries.putIfAbsent(key, own);
                if (flight == null) {
                    return load(key, own, load);
                }
            }
            try {
                Entry entry = flight.isDone() ? flight.get() : waits.await(key, flight);
                CurrentExecution.countCacheHit();
                return entry.value();
            } catch (ExecutionException e) {
                // Loaded again by whoever comes first, if its thread was told to end: that concerned another task.
                if (!(e.getCause() instanceof Abandoned)) {
                    throw Thrown.by(e);
                }
            }
        }
    }

    private @Nullable Object load(CacheKey key, CompletableFuture<Entry> own, Callable<@Nullable Object> load)
            throws Exception {
        CurrentExecution.countCacheMiss();
        waits.begin(own);
        try {
            Object value = load.call();
            own.complete(new Entry(value));
            return value;
        } catch (Throwable t) {
            // Out of the map before those who wait are told, so that they do not find it again.
            entries.remove(key, own);
            own.completeExceptionally(Thrown.byInterrupt(t) ? new Abandoned() : t);
            throw t;
        } finally {
            waits.end(own);
        }
    }

    long size() {
        return entries.size();
    }

    /** What a load threw, as its caller gets it. */
    private static final class Thrown {
        static Exception by(ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            return cause instanceof Exception exception ? exception : new HearthException("Cached load failed.", e);
        }

        static boolean byInterrupt(Throwable thrown) {
            if (CurrentExecution.interrupted() || Thread.currentThread().isInterrupted()) {
                return true;
            }
            Throwable cause = thrown;
            for (int depth = 0; cause != null && depth < 20; depth++) {
                if (cause instanceof InterruptedException
                        || cause instanceof java.nio.channels.ClosedByInterruptException) {
                    return true;
                }
                cause = cause.getCause();
            }
            return false;
        }
    }
}
