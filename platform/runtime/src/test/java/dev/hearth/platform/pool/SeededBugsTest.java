package dev.hearth.platform.pool;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth what it finds: each bug that was put into the pool on purpose must be caught. */
class SeededBugsTest {
    private static final int SCHEDULES = 3_000;

    @ParameterizedTest
    @EnumSource
    void theSimulationCatches(SeededBug bug) {
        mustCatch(bug, bug.parts());
    }

    @ParameterizedTest
    @EnumSource
    void theSimulationCatches(SeededFleetBug bug) {
        mustCatch(bug, bug.parts());
    }

    private static void mustCatch(Enum<?> bug, Parts parts) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            String caught = caught(parts, seed);
            if (!caught.isEmpty()) {
                System.out.printf("%-48s seed %4d  %s%n", bug, seed, caught);
                return;
            }
        }
        fail(bug + " was not caught in " + SCHEDULES + " schedules");
    }

    /** The check that fails in this schedule, or nothing. */
    private static String caught(Parts parts, long seed) {
        try {
            new World(seed, parts).run();
            return "";
        } catch (Violation e) {
            return e.check();
        } catch (RuntimeException e) {
            return "the pool breaks: " + e;
        }
    }
}
