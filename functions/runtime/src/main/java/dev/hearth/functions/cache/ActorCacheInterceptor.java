package dev.hearth.functions.cache;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Gives the kept result of an {@code @ActorCache} method, to which the build binds it. */
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class ActorCacheInterceptor {
    private final ActorCacheStore store;

    @Inject
    ActorCacheInterceptor(ActorCacheStore store) {
        this.store = store;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext call) throws Exception {
        return store.get(call.getMethod(), call.getParameters(), call::proceed);
    }
}
