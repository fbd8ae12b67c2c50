package dev.hearth.examples.cachekeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CacheKeysTest {
    @Inject
    CacheKeys workflow;

    @Test
    void equalKeysHitAndUnequalOnesLoad() {
        assertEquals(List.of("load", "hit", "load", "load", "hit"), workflow.cacheKeys());
        assertEquals(List.of("hit", "hit", "hit", "hit", "hit"), workflow.cacheKeys());
    }

    @Test
    void hyphensTellNoBookFromAnother() {
        assertEquals(new Isbn("978-3"), new Isbn("9783"));
        assertNotEquals(new Isbn("978-3"), new Isbn("978-4"));
    }
}
