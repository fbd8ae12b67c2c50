package dev.hearth.platform.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Drives whole pools through random schedules. {@code -Dpool.schedules=N} says how many (default 10,000), {@code -Dpool.first=N} at which seed they begin,
 * {@code -Dpool.seed=N} replays one alone and prints all that happens.
 */
class PoolSimulationTest {
    @Test
    void poolsKeepTheirPromisesInEverySchedule() {
        Long alone = Long.getLong("pool.seed");
        if (alone != null) {
            simulate(alone, true, new Coverage());
            return;
        }
        int schedules = Integer.getInteger("pool.schedules", 10_000);
        long first = Long.getLong("pool.first", 1);
        Coverage coverage = new Coverage();
        long start = System.nanoTime();
        for (long seed = first; seed < first + schedules; seed++) {
            simulate(seed, false, coverage);
        }
        System.out.printf("Pool simulation, %.1f s: %s%n", (System.nanoTime() - start) / 1e9, coverage);
        assertTrue(coverage.medianElements() >= 50, "median of elements: " + coverage.medianElements());
        assertTrue(coverage.medianFaults() >= 5, "median of faults: " + coverage.medianFaults());
        if (schedules >= 1_000) {
            assertEquals(List.of(), coverage.missing(), "never happened");
        }
    }

    private static void simulate(long seed, boolean trace, Coverage coverage) {
        World world = new World(seed, new Parts(), trace);
        try {
            world.run();
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "Schedule " + seed + " fails " + world
                            + "\nReplay it alone with: mvn -q -Dquickly -pl platform/deployment -am verify"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest=PoolSimulationTest -Dpool.seed=" + seed,
                    e);
        }
        coverage.add(world.coverage, world.submitted);
    }
}
