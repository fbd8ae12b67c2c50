package dev.hearth.functions.cache;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a cached call is known by: the method (its class, name and parameter types) and the arguments by equals, arrays by content.
 * Arrays are copied, so that a caller who changes one later does not change the key.
 */
final class CacheKey {
    private final Method method;
    private final @Nullable Object[] arguments;
    private final int hash;

    CacheKey(Method method, @Nullable Object[] arguments) {
        this.method = method;
        this.arguments = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            this.arguments[i] = copy(arguments[i]);
        }
        this.hash = 31 * method.hashCode()
                + Arrays.hashCode(method.getParameterTypes()) * 17
                + Arrays.deepHashCode(this.arguments);
    }

    private static @Nullable Object copy(@Nullable Object argument) {
        if (argument == null || !argument.getClass().isArray()) {
            return argument;
        }
        int length = Array.getLength(argument);
        Object copy = Array.newInstance(argument.getClass().getComponentType(), length);
        if (argument instanceof Object[] elements) {
            Object[] copies = (Object[]) copy;
            for (int i = 0; i < length; i++) {
                copies[i] = copy(elements[i]);
            }
        } else {
            System.arraycopy(argument, 0, copy, 0, length);
        }
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key
                && hash == key.hash
                && method.equals(key.method)
                && Arrays.deepEquals(arguments, key.arguments);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As the call is written, without the arguments: they may be large, or secret. */
    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
