package dev.hearth.functions.reset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchedPropertiesTest {
    private static final Map<String, String> ENTRIES = Map.of("a", "1", "b", "2");

    private final WatchedProperties properties = new WatchedProperties(ENTRIES);

    @Test
    void whatIsWrittenIsNoticedAndPuttingItBackIsNoChange() {
        assertFalse(properties.maybeChanged());
        properties.setProperty("a", "other");
        properties.setProperty("c", "new");
        properties.remove("b");
        assertTrue(properties.maybeChanged());
        properties.unchanged();
        properties.restore(ENTRIES);
        assertEquals(ENTRIES, properties);
        assertFalse(properties.maybeChanged(), "each later task would pay for a comparison");
    }

    @Test
    void whoeverHasAViewMayChangeThemAtAnyTime() {
        var view = properties.keySet();
        properties.unchanged();
        assertTrue(properties.maybeChanged());
        view.remove("a");
        assertEquals(Map.of("b", "2"), properties);
    }

    @Test
    void readingIsNoChange() {
        assertEquals("1", properties.getProperty("a"));
        assertTrue(properties.containsKey("b"));
        assertFalse(properties.maybeChanged());
    }
}
