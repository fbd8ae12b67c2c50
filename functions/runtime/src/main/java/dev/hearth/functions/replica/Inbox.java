package dev.hearth.functions.replica;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the replica holds: leases not begun, in order, and leases begun whose result has not left. Guarded by the engine's lock. */
final class Inbox {
    /** Leases not begun, at most: far above what a pool sends ahead. More are handed back. */
    static final int LIMIT = 100_000;

    /** Cancels that overtook their assignment, at most. */
    static final int EARLY_CANCELS = 10_000;

    private final LinkedHashMap<Long, Execution> waiting = new LinkedHashMap<>();
    private final Map<Long, Execution> begun = new HashMap<>();
    private final Set<Long> cancelledEarly = new LinkedHashSet<>();

    enum Added {
        WAITING,
        /** It was cancelled before it came. */
        CANCELLED,
        /** It is here already. */
        DOUBLED,
        FULL
    }

    Added add(Execution execution) {
        Long lease = execution.assignment().lease();
        if (begun.containsKey(lease)) {
            return Added.DOUBLED;
        }
        if (!cancelledEarly.isEmpty() && cancelledEarly.remove(lease)) {
            begun.put(lease, execution);
            return Added.CANCELLED;
        }
        if (waiting.size() >= LIMIT && !waiting.containsKey(lease)) {
            return Added.FULL;
        }
        return waiting.putIfAbsent(lease, execution) == null ? Added.WAITING : Added.DOUBLED;
    }

    boolean isDry() {
        return waiting.isEmpty();
    }

    /** The first that waits, from now on begun. */
    @Nullable
    Execution begin() {
        var entries = waiting.entrySet().iterator();
        if (!entries.hasNext()) {
            return null;
        }
        var first = entries.next();
        entries.remove();
        begun.put(first.getKey(), first.getValue());
        return first.getValue();
    }

    /** Takes those of these leases back that wait, the newest first. */
    long[] recall(long[] leases) {
        Set<Long> wanted = new LinkedHashSet<>();
        for (long lease : leases) {
            if (waiting.containsKey(lease)) {
                wanted.add(lease);
            }
        }
        if (wanted.isEmpty()) {
            return new long[0];
        }
        List<Long> found = new ArrayList<>(wanted.size());
        waiting.keySet().removeIf(lease -> wanted.contains(lease) && found.add(lease));
        return newestFirst(found);
    }

    /** Takes all back that wait, the newest first. */
    long[] recallAll() {
        List<Long> found = new ArrayList<>(waiting.keySet());
        waiting.clear();
        return newestFirst(found);
    }

    /** The lease's execution, which is not waiting any more; null, and remembered, if it has not come yet or has gone. */
    @Nullable
    Execution cancel(long lease) {
        Execution execution = waiting.remove(lease);
        if (execution != null) {
            begun.put(lease, execution);
            return execution;
        }
        execution = begun.get(lease);
        if (execution == null && cancelledEarly.add(lease) && cancelledEarly.size() > EARLY_CANCELS) {
            cancelledEarly.remove(cancelledEarly.iterator().next());
        }
        return execution;
    }

    /** The lease's result has left. */
    void gone(long lease) {
        begun.remove(lease);
    }

    /** Forgets everything; those that had begun. */
    List<Execution> clear() {
        List<Execution> left = List.copyOf(begun.values());
        waiting.clear();
        begun.clear();
        cancelledEarly.clear();
        return left;
    }

    Collection<Execution> begun() {
        return begun.values();
    }

    long[] held() {
        long[] held = new long[waiting.size() + begun.size()];
        int i = 0;
        for (long lease : begun.keySet()) {
            held[i++] = lease;
        }
        for (long lease : waiting.keySet()) {
            held[i++] = lease;
        }
        return held;
    }

    private static long[] newestFirst(List<Long> leases) {
        Collections.reverse(leases);
        return leases.stream().mapToLong(Long::longValue).toArray();
    }
}
