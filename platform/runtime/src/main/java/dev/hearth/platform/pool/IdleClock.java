package dev.hearth.platform.pool;

/**
 * The environment's TTL. It runs while nothing is queued or leased and no replica is starting: from the end of the last work or of the last start,
 * whichever came later. So neither a long task nor a slow start is ever collected.
 */
class IdleClock {
    private final PoolSettings settings;
    private boolean working;
    private long since;

    IdleClock(PoolSettings settings) {
        this.settings = settings;
    }

    /** A start has come to its end, or warmth was asked for. */
    void warmed(long now) {
        since = now;
    }

    /** Whether there is work now. */
    void work(long now, boolean any) {
        if (working && !any) {
            since = now;
        }
        working = any;
    }

    /** When the time is over; never while it does not run. */
    long next(Fleet fleet) {
        return working || fleet.starting > 0 || fleet.ready == 0 ? Long.MAX_VALUE : since + settings.ttlNanos();
    }

    boolean expired(long now, Fleet fleet) {
        return now >= next(fleet);
    }
}
