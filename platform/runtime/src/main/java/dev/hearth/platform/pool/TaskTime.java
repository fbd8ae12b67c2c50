package dev.hearth.platform.pool;

/** How long a task's attempts took lately, and how many of its elements a replica should hold because of that. */
final class TaskTime {
    private static final double WEIGHT = 0.2;

    /** Of a task that is not in a pool. */
    static final TaskTime UNKNOWN = new TaskTime();

    private double nanos = -1;
    /** The last answer of {@link #target}, and for how many slots; 0: none since the time has changed. */
    private int target;

    private int targetSlots;

    /** An attempt ended after this time. */
    void ran(long runNanos) {
        double sample = Math.max(1, runNanos);
        nanos = nanos < 0 ? sample : nanos + WEIGHT * (sample - nanos);
        target = 0;
    }

    boolean known() {
        return nanos >= 0;
    }

    /** The expected time of one attempt; 0 while unknown. */
    double nanos() {
        return Math.max(0, nanos);
    }

    /**
     * How many elements of this task a replica should hold: those it runs, and about {@code frameNanos} of work ahead. Nothing ahead while the time is unknown:
     * a first guess that is wrong by hours would put work where it waits.
     */
    int target(PoolSettings settings, int slots) {
        if (!known()) {
            return slots;
        }
        if (target == 0 || slots != targetSlots) {
            double ahead = Math.ceil(settings.frameNanos() * (double) slots / nanos);
            target = (int) Math.max(slots, Math.min(settings.maxAhead(), slots + ahead));
            targetSlots = slots;
        }
        return target;
    }
}
