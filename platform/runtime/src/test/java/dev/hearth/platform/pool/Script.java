package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.MS;

import dev.hearth.FailureKind;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What an element's task does each time it runs. */
final class Script {
    enum Way {
        SUCCEEDS,
        /** Fails the first times it runs. */
        FAILS,
        /** Takes its replica with it, the first times it runs. */
        KILLS,
        /** Goes on for ever, interrupted or not; its replica says so. */
        STUCK,
        /** The same, and its replica says nothing. */
        STUCK_SILENTLY,
        /** Does not end before it is done, interrupted or not. */
        DEAF
    }

    final Way way;
    final FailureKind kind;
    final int times;
    final long nanos;
    int ran;

    Script(SplittableRandom random, Plan plan) {
        boolean bad = random.nextInt(1_000) < plan.badTasks;
        long usual = 1 + random.nextLong(plan.taskNanos);
        nanos = bad && random.nextInt(4) == 0 ? usual + Plan.between(random, 50, 300) : usual;
        times = random.nextInt(3) == 0 ? 1_000_000 : 1 + random.nextInt(4);
        kind = switch (random.nextInt(8)) {
            case 0 -> FailureKind.TERMINAL;
            case 1 -> FailureKind.BAD_INPUT;
            case 2 -> FailureKind.BAD_RESULT;
            default -> FailureKind.ERROR;
        };
        int draw = random.nextInt(100);
        if (!bad) {
            way = Way.SUCCEEDS;
        } else if (draw < 60) {
            way = Way.FAILS;
        } else if (draw < 72) {
            way = Way.KILLS;
        } else if (draw < 77) {
            way = Way.STUCK;
        } else if (draw < 80) {
            way = Way.STUCK_SILENTLY;
        } else {
            way = Way.DEAF;
        }
    }

    /** A stuck task needs a timeout, or nobody would end it. */
    int timeoutMillis(SplittableRandom random) {
        if (way == Way.STUCK || way == Way.STUCK_SILENTLY) {
            return 20 + random.nextInt(50);
        }
        return random.nextInt(6) == 0 ? 20 + random.nextInt(60) : 0;
    }

    boolean endless() {
        return way == Way.STUCK || way == Way.STUCK_SILENTLY;
    }

    /** Runs once more; how this time ends if nobody interferes, null for well. */
    @Nullable
    FailureKind run() {
        return way == Way.FAILS && ran++ < times ? kind : null;
    }

    boolean kills() {
        return way == Way.KILLS && ran++ < times;
    }

    boolean slow() {
        return nanos > 50 * MS;
    }
}
