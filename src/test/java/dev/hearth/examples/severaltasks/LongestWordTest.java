package dev.hearth.examples.severaltasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LongestWordTest {
    @Inject
    LongestWord workflow;

    @Test
    void tasksOfTwoClassesShareAnEnvironment() {
        assertEquals("FUNCTION", workflow.longestWord("warm pools of function calls"));
    }

    @Test
    void aTextWithoutWordsHasNoLongest() {
        assertEquals("", workflow.longestWord("  "));
    }
}
