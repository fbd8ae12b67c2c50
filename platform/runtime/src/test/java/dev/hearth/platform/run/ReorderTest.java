package dev.hearth.platform.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReorderTest {
    @Test
    void whateverTheOrderOfArrivalItemsLeaveInOrder() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(2000);
            int window = 1 + random.nextInt(300);
            Reorder<Long> reorder = new Reorder<>();
            List<Long> inFlight = new ArrayList<>();
            List<Long> out = new ArrayList<>();
            long fed = 0;
            while (out.size() < count) {
                if (fed < count && fed - out.size() < window) {
                    inFlight.add(fed++);
                    continue;
                }
                long index = inFlight.remove(random.nextInt(inFlight.size()));
                reorder.put(index, index);
                for (Long next = reorder.poll(); next != null; next = reorder.poll()) {
                    out.add(next);
                }
            }
            for (int i = 0; i < count; i++) {
                assertEquals(i, out.get(i), "seed " + seed);
            }
        }
    }

    @Test
    void nothingLeavesBeforeItsTurn() {
        Reorder<String> reorder = new Reorder<>();
        reorder.put(1, "second");
        assertNull(reorder.poll());
        reorder.put(0, "first");
        assertEquals("first", reorder.poll());
        assertEquals("second", reorder.poll());
        assertNull(reorder.poll());
    }

    @Test
    void anElementSettledTwiceIsAnError() {
        Reorder<String> reorder = new Reorder<>();
        reorder.put(0, "a");
        assertThrows(IllegalStateException.class, () -> reorder.put(0, "b"));
        reorder.poll();
        assertThrows(IllegalStateException.class, () -> reorder.put(0, "c"));
    }
}
