package dev.hearth.functions.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hearth.functions.replica.CurrentExecution;
import dev.hearth.functions.replica.ReplicaScope;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @ActorCache} methods have returned, for each replica of this process: one in a replica's process, several in the
 * embedded mode. A replica's entries die with it. Safe for use by several threads.
 */
@Singleton
public class ActorCacheStore {
    // Weak: the embedded mode's replicas come and go in one process.
    private final Cache<ReplicaScope, ReplicaCache> byReplica =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    /** Outside any replica: a bean with cached methods, used by the platform. */
    private final ReplicaCache elsewhere = new ReplicaCache();

    /**
     * The result of a call: loaded if it is not there.
     *
     * @param load calls the method; what it throws is thrown here and not kept
     */
    @Nullable
    Object get(Method method, @Nullable Object[] arguments, Callable<@Nullable Object> load) throws Exception {
        return current().get(new CacheKey(method, arguments), load);
    }

    /** How many entries the current replica has, those that are being loaded included. */
    public long size() {
        return current().size();
    }

    private ReplicaCache current() {
        return CurrentExecution.scope()
                .map(scope -> byReplica.get(scope, key -> new ReplicaCache()))
                .orElse(elsewhere);
    }
}
