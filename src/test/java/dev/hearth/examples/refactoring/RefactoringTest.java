package dev.hearth.examples.refactoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefactoringTest {
    private static final Map<String, Integer> COUNTS = Map.of("a", 2, "b", 1);

    @Inject
    Refactoring workflow;

    @Test
    void bothTasksGiveTheSame() {
        assertEquals(new Refactoring.Both(COUNTS, COUNTS), workflow.refactoring("a b a"));
    }

    @Test
    void bothClassesAreStillPlainOnes() {
        assertEquals(COUNTS, new WordCounts().count("a b a"));
        assertEquals(COUNTS, new WarmWordCounts().count("a b a"));
    }
}
