package dev.hearth.functions.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hearth.HearthException;
import dev.hearth.functions.replica.CurrentExecution;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The entries of one replica. The load runs on the thread of the caller that came first; others wait for it. Safe for use by several threads. */
final class ReplicaCache {
    private static final int MOST_CAUSES = 20;

    /** What became of a load. Also a failure: Caffeine logs futures that fail. */
    private sealed interface Landing {}

    private record Loaded(@Nullable Object value) implements Landing {}

    /**
     * @param interrupted its thread was told to end, which concerns nobody else
     */
    private record Failed(Throwable thrown, boolean interrupted) implements Landing {}

    private final ConcurrentMap<CacheKey, CompletableFuture<Landing>> entries;
    private final Waits waits = new Waits();

    ReplicaCache() {
        AsyncCache<CacheKey, Landing> cache =
                Caffeine.newBuilder().executor(Runnable::run).buildAsync();
        entries = cache.asMap();
    }

    @Nullable
    Object get(CacheKey key, Callable<@Nullable Object> load) throws Exception {
        while (true) {
            Flight<Landing> flight = (Flight<Landing>) entries.get(key);
            if (flight == null) {
                Flight<Landing> own = new Flight<>();
                flight = (Flight<Landing>) entries.putIfAbsent(key, own);
                if (flight == null) {
                    return load(key, own, load);
                }
            }
            Landing landing = waits.await(key, flight);
            if (landing instanceof Loaded loaded) {
                CurrentExecution.countCacheHit();
                return loaded.value();
            }
            Failed failed = (Failed) landing;
            if (!failed.interrupted()) {
                throw thrown(failed.thrown());
            }
            // Loaded again, by whoever comes first.
        }
    }

    private @Nullable Object load(CacheKey key, Flight<Landing> own, Callable<@Nullable Object> load) throws Exception {
        CurrentExecution.countCacheMiss();
        try {
            Object value = load.call();
            own.complete(new Loaded(value));
            return value;
        } catch (Throwable t) {
            // Out of the map before those who wait are told, so that they do not find it again.
            entries.remove(key, own);
            own.complete(new Failed(t, byInterrupt(t)));
            throw t;
        } finally {
            own.landed();
        }
    }

    long size() {
        return entries.size();
    }

    /** What a load threw, as those get it who waited for it. */
    private static Exception thrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof Exception exception ? exception : new HearthException("Cached load failed.", thrown);
    }

    private static boolean byInterrupt(Throwable thrown) {
        if (CurrentExecution.interrupted() || Thread.currentThread().isInterrupted()) {
            return true;
        }
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
