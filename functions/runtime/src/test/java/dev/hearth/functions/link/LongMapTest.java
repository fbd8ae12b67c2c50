package dev.hearth.functions.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongMapTest {
    @Test
    void holdsWhatAMapHoldsWhateverIsPutAndRemoved() {
        SplittableRandom random = new SplittableRandom(7);
        Map<Long, String> expected = new HashMap<>();
        LongMap<String> map = new LongMap<>();
        for (int i = 0; i < 200_000; i++) {
            long key = 1 + random.nextLong(i < 100_000 ? 3_000 : 60);
            if (random.nextBoolean()) {
                expected.put(key, "v" + i);
                map.put(key, "v" + i);
            } else {
                expected.remove(key);
                map.remove(key);
            }
            long other = 1 + random.nextLong(3_000);
            assertEquals(expected.get(other), map.get(other));
            assertEquals(expected.size(), map.size());
        }
        Set<String> values = new HashSet<>();
        map.forEach(values::add);
        assertEquals(new HashSet<>(expected.values()), values);
        map.clear();
        assertEquals(0, map.size());
        expected.keySet().forEach(key -> assertNull(map.get(key)));
    }

    @Test
    void numbersThatAreNoKeysFindNothing() {
        LongMap<String> map = new LongMap<>();
        map.put(1, "one");
        map.remove(0);
        map.remove(-1);
        assertNull(map.get(0));
        assertNull(map.get(-1));
        assertEquals(1, map.size());
    }
}
