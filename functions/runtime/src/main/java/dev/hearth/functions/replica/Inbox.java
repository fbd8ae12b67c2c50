package dev.hearth.functions.replica;

import dev.hearth.functions.link.LongMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the replica holds: leases not begun, in order, and leases begun whose result has not left. Guarded by the engine's lock. */
final class Inbox {
    /** Leases not begun, at most: far above what a pool sends ahead. More are handed back. */
    static final int LIMIT = 100_000;

    /** Cancels that overtook their assignment, at most. */
    static final int EARLY_CANCELS = 10_000;

    /** All that it holds, by their leases. */
    private final LongMap<Execution> executions = new LongMap<>();

    /** Those that wait are linked through themselves. */
    private @Nullable Execution first;

    private @Nullable Execution last;
    private int waiting;
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
        long lease = execution.assignment().lease();
        if (executions.get(lease) != null) {
            return Added.DOUBLED;
        }
        if (!cancelledEarly.isEmpty() && cancelledEarly.remove(lease)) {
            executions.put(lease, execution);
            return Added.CANCELLED;
        }
        if (waiting >= LIMIT) {
            return Added.FULL;
        }
        executions.put(lease, execution);
        append(execution);
        return Added.WAITING;
    }

    private void append(Execution execution) {
        execution.waits = true;
        execution.previous = last;
        if (last == null) {
            first = execution;
        } else {
            last.next = execution;
        }
        last = execution;
        waiting++;
    }

    private void unlink(Execution execution) {
        Execution before = execution.previous;
        Execution after = execution.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        execution.previous = null;
        execution.next = null;
        execution.waits = false;
        waiting--;
    }

    boolean isDry() {
        return first == null;
    }

    /** The first that waits, from now on begun. */
    @Nullable
    Execution begin() {
        Execution begun = first;
        if (begun != null) {
            unlink(begun);
        }
        return begun;
    }

    /** Takes those of these leases back that wait, the newest first. */
    long[] recall(long[] leases) {
        Set<Execution> wanted = new HashSet<>();
        for (long lease : leases) {
            Execution execution = executions.get(lease);
            if (execution != null && execution.waits) {
                wanted.add(execution);
            }
        }
        return takeBack(wanted.size(), wanted::contains);
    }

    /** Takes all back that wait, the newest first. */
    long[] recallAll() {
        return takeBack(waiting, execution -> true);
    }

    private long[] takeBack(int count, Predicate<Execution> wanted) {
        long[] leases = new long[count];
        Execution execution = last;
        for (int i = 0; i < count && execution != null; ) {
            Execution before = execution.previous;
            if (wanted.test(execution)) {
                leases[i++] = execution.lease();
                unlink(execution);
                executions.remove(execution.lease());
            }
            execution = before;
        }
        return leases;
    }

    /** The lease's execution, which is not waiting any more; null, and remembered, if it has not come yet or has gone. */
    @Nullable
    Execution cancel(long lease) {
        Execution execution = executions.get(lease);
        if (execution == null) {
            if (cancelledEarly.add(lease) && cancelledEarly.size() > EARLY_CANCELS) {
                cancelledEarly.remove(cancelledEarly.iterator().next());
            }
        } else if (execution.waits) {
            unlink(execution);
        }
        return execution;
    }

    /** The lease's result has left. */
    void gone(long lease) {
        executions.remove(lease);
    }

    /** Forgets everything; those that had begun. */
    List<Execution> clear() {
        List<Execution> left = begun();
        executions.clear();
        first = null;
        last = null;
        waiting = 0;
        cancelledEarly.clear();
        return left;
    }

    List<Execution> begun() {
        List<Execution> begun = new ArrayList<>();
        executions.forEach(execution -> {
            if (!execution.waits) {
                begun.add(execution);
            }
        });
        return begun;
    }

    long[] held() {
        long[] held = new long[executions.size()];
        int[] next = {0};
        executions.forEach(execution -> held[next[0]++] = execution.lease());
        return held;
    }
}
