package dev.hearth.functions.reset;

import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Properties that know whether they may have been changed, since comparing them all after each task costs more than a short task. Who
 * asks for a view of them can change them by it at any time, so from then on they may always have been. Safe for use by several threads.
 */
final class WatchedProperties extends Properties {
    private static final long serialVersionUID = 1L;

    private volatile boolean written;
    private volatile boolean viewed;

    /** With these entries. The defaults of the others, which have none in a new JVM, are not taken over. */
    WatchedProperties(Map<?, ?> entries) {
        super.putAll(entries);
        unchanged();
    }

    /** Whether they may have been changed since {@link #unchanged} was said. */
    boolean maybeChanged() {
        return written || viewed;
    }

    /** They are now as they should be. */
    void unchanged() {
        written = false;
    }

    /** Puts these entries in the place of all others, which counts neither as a change nor as a view. */
    synchronized void restore(Map<?, ?> entries) {
        super.keySet().retainAll(entries.keySet());
        super.putAll(entries);
    }

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
        written = true;
        return super.put(key, value);
    }

    @Override
    public synchronized @Nullable Object remove(Object key) {
        written = true;
        return super.remove(key);
    }

    @Override
    public synchronized boolean remove(Object key, Object value) {
        written = true;
        return super.remove(key, value);
    }

    @Override
    public synchronized void putAll(Map<?, ?> entries) {
        written = true;
        super.putAll(entries);
    }

    @Override
    public synchronized void clear() {
        written = true;
        super.clear();
    }

    @Override
    public synchronized @Nullable Object putIfAbsent(Object key, Object value) {
        written = true;
        return super.putIfAbsent(key, value);
    }

    @Override
    public synchronized boolean replace(Object key, Object before, Object after) {
        written = true;
        return super.replace(key, before, after);
    }

    @Override
    public synchronized @Nullable Object replace(Object key, Object value) {
        written = true;
        return super.replace(key, value);
    }

    @Override
    public synchronized void replaceAll(BiFunction<? super Object, ? super Object, ?> function) {
        written = true;
        super.replaceAll(function);
    }

    @Override
    public synchronized @Nullable Object computeIfAbsent(Object key, Function<? super Object, ?> function) {
        written = true;
        return super.computeIfAbsent(key, function);
    }

    @Override
    public synchronized @Nullable Object computeIfPresent(
            Object key, BiFunction<? super Object, ? super Object, ?> function) {
        written = true;
        return super.computeIfPresent(key, function);
    }

    @Override
    public synchronized @Nullable Object compute(Object key, BiFunction<? super Object, ? super Object, ?> function) {
        written = true;
        return super.compute(key, function);
    }

    @Override
    public synchronized @Nullable Object merge(
            Object key, Object value, BiFunction<? super Object, ? super Object, ?> function) {
        written = true;
        return super.merge(key, value, function);
    }

    @Override
    public Set<Object> keySet() {
        viewed = true;
        return super.keySet();
    }

    @Override
    public Collection<Object> values() {
        viewed = true;
        return super.values();
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        viewed = true;
        return super.entrySet();
    }
}
