package dev.hearth.platform.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WindowTest {
    private static final int MI = 1 << 20;

    @Test
    void smallElementsSoonHaveAllThatWasAskedFor() {
        Window window = new Window(10_000, 1, 64 * MI);
        assertEquals(Window.LEAST, window.size());
        settle(window, 2_000, 100);
        assertEquals(10_000, window.size());
    }

    @Test
    void largeElementsHaveAsManyAsTheBudgetBears() {
        Window window = new Window(10_000, 1, 64 * MI);
        settle(window, 2_000, MI);
        assertEquals(64, window.size());
    }

    @Test
    void hugeElementsStillKeepReplicasBusy() {
        Window window = new Window(10_000, 1, 64 * MI);
        settle(window, 100, 32 * MI);
        assertEquals(Window.LEAST, window.size());
    }

    @Test
    void eachSlotHasTwoElementsFromTheBeginning() {
        assertEquals(200, new Window(10_000, 100, 64 * MI).size());
    }

    @Test
    void elementsThatBecomeLargeMakeItSmaller() {
        Window window = new Window(10_000, 1, 64 * MI);
        settle(window, 100_000, 100);
        settle(window, 100_000, MI);
        assertTrue(window.size() < 100, () -> "its size is " + window.size());
        settle(window, 100_000, 100);
        assertEquals(10_000, window.size());
    }

    @Test
    void itNeverHasMoreThanWasAskedFor() {
        Window window = new Window(3, 1, 64 * MI);
        assertEquals(3, window.size());
        settle(window, 1_000, 1);
        assertEquals(3, window.size());
    }

    private static void settle(Window window, int elements, int bytes) {
        for (int i = 0; i < elements; i++) {
            window.settled(bytes);
        }
    }
}
