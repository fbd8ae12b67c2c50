package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.element;
import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementTimersTest {
    @Test
    void elementsAreDueInTheOrderOfTheirDeadlinesAlsoWhenOthersLeave() {
        SplittableRandom random = new SplittableRandom(7);
        ElementTimers timers = new ElementTimers();
        List<Element> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Element element = element(run(0), i);
            timers.add(element, random.nextLong(1_000_000));
            expected.add(element);
            if (i % 3 == 0) {
                Element leaves = expected.remove(random.nextInt(expected.size()));
                timers.remove(leaves);
                timers.remove(leaves);
            }
        }
        expected.sort(Comparator.comparingLong(e -> e.waiting().deadline));
        for (Element element : expected) {
            assertEquals(element.waiting().deadline, timers.next());
            assertNull(timers.due(element.waiting().deadline - 1));
            Element due = timers.due(element.waiting().deadline);
            assertEquals(element.waiting().deadline, due == null ? -1 : due.waiting().deadline);
        }
        assertEquals(Long.MAX_VALUE, timers.next());
        assertNull(timers.due(Long.MAX_VALUE));
    }
}
