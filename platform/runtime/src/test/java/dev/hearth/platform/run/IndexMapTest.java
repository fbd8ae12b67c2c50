package dev.hearth.platform.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexMapTest {
    @Test
    void itHoldsWhatAnyMapWouldHold() {
        Random random = new Random(3);
        IndexMap map = new IndexMap();
        Map<Long, Integer> expected = new HashMap<>();
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            if (random.nextInt(5) < 3 || keys.isEmpty()) {
                // Runs of neighbours, and far ones that share their slots.
                long key = random.nextBoolean() ? i : (long) random.nextInt(64) << (20 + random.nextInt(20)) | i;
                if (expected.putIfAbsent(key, i) == null) {
                    map.put(key, i);
                    keys.add(key);
                }
            } else {
                int at = random.nextInt(keys.size());
                long key = keys.get(at);
                keys.set(at, keys.get(keys.size() - 1));
                keys.remove(keys.size() - 1);
                assertEquals(expected.remove(key), map.remove(key));
            }
        }
        expected.forEach((key, value) -> assertEquals(value, map.remove(key)));
    }
}
