package dev.hearth.functions.cache;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Stand-in: caches nothing. */
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class ActorCacheInterceptor {
    @AroundInvoke
    @Nullable
    Object around(InvocationContext call) throws Exception {
        return call.proceed();
    }
}
