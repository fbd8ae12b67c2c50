package dev.hearth.platform.pool;

import org.jspecify.annotations.Nullable;

/** A task that waits for an element of another pool, and keeps its slot meanwhile. Safe for use by several threads. */
public final class Caller {
    final String replica;
    final long lease;
    /** Who waits for that task in turn. */
    final @Nullable Caller caller;

    private final Callers callers;
    private Callers.@Nullable Place callee;

    Caller(Callers callers, String replica, long lease, @Nullable Caller caller) {
        this.callers = callers;
        this.replica = replica;
        this.lease = lease;
        this.caller = caller;
    }

    /** What it waits for is sent to a replica; whatever that calls is called for this one too. */
    public synchronized void calleeSent(String to, long as) {
        calleeEnded();
        callee = new Callers.Place(to, as);
        callers.put(callee, this);
    }

    /** What it waits for has its outcome. */
    public synchronized void calleeEnded() {
        if (callee != null) {
            callers.remove(callee);
            callee = null;
        }
    }
}
