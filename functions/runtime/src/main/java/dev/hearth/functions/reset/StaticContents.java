package dev.hearth.functions.reset;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A collection or map in a static field, final or not. Its contents are not put back, so a change of its size is told. */
final class StaticContents {
    private final String name;
    private final Object container;
    private final int first;
    private boolean reported;

    private StaticContents(String name, Object container, int first) {
        this.name = name;
        this.container = container;
        this.first = first;
    }

    /** The contents of a field's value; null if it has none that can be counted at no cost. */
    static @Nullable StaticContents of(String name, @Nullable Object value) {
        if (value == null || !countable(value)) {
            return null;
        }
        OptionalInt size = size(value);
        return size.isPresent() ? new StaticContents(name, value, size.getAsInt()) : null;
    }

    String name() {
        return name;
    }

    /** How many there are, if that has changed and has not been told before. */
    OptionalInt change() {
        if (reported) {
            return OptionalInt.empty();
        }
        OptionalInt now = size(container);
        if (now.isEmpty() || now.getAsInt() == first) {
            return OptionalInt.empty();
        }
        reported = true;
        return now;
    }

    int first() {
        return first;
    }

    /** The JDK's own only: others may do anything when asked for their size. */
    private static boolean countable(Object value) {
        return (value instanceof Collection || value instanceof Map)
                && value.getClass().getName().startsWith("java.util.")
                // These count their nodes one by one.
                && !(value instanceof ConcurrentLinkedQueue)
                && !(value instanceof ConcurrentLinkedDeque);
    }

    private static OptionalInt size(Object container) {
        try {
            return OptionalInt.of(container instanceof Map<?, ?> map ? map.size() : ((Collection<?>) container).size());
        } catch (RuntimeException e) {
            // A view of something that another thread changes, for example: nothing is known then.
            return OptionalInt.empty();
        }
    }
}
