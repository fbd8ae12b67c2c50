package dev.hearth.platform.pool;

import java.util.OptionalLong;

/**
 * The environment's TTL. It runs while nothing is queued or leased, nobody else's work is at a replica, and no replica is starting: from the end of the last work or
 * of the last start, whichever came later. So neither a long task nor a slow start is ever collected.
 */
class IdleClock {
    private final PoolSettings settings;
    private boolean working;
    private long since;
    /** An earlier life of the platform began the count, and replicas of it may still come until {@link #notBefore}. */
    private boolean inherited;

    private long notBefore;
    /** There has been work, or a start. */
    private boolean used;

    IdleClock(PoolSettings settings) {
        this.settings = settings;
    }

    /** Nothing has been done here since then, as an earlier life of the platform left word. */
    void inherit(long now, long idleSince) {
        if (used) {
            return;
        }
        inherited = true;
        since = idleSince;
        notBefore = now + settings.adoptNanos();
    }

    /** A start has come to its end, or warmth was asked for. */
    void warmed(long now) {
        since = now;
        used = true;
        inherited = false;
    }

    /** A replica has come that nobody asked for: that is no reason to stay warm longer. */
    void adopted(long now) {
        if (!inherited) {
            since = now;
        }
    }

    /** Whether there is work now. */
    void work(long now, boolean any) {
        if (working && !any) {
            warmed(now);
        }
        working = any;
        used |= any;
    }

    /** Since when there has been nothing to do; empty if there is, or if nothing is warm. */
    OptionalLong since(Fleet fleet) {
        return working || fleet.starting > 0 || !fleet.warm() ? OptionalLong.empty() : OptionalLong.of(since);
    }

    /** When the time is over; never while it does not run. */
    long next(Fleet fleet) {
        OptionalLong running = since(fleet);
        if (running.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long end = running.getAsLong() + settings.ttlNanos();
        return inherited ? Math.max(end, notBefore) : end;
    }

    boolean expired(long now, Fleet fleet) {
        return now >= next(fleet);
    }
}
