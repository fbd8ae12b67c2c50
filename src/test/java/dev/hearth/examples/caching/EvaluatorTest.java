package dev.hearth.examples.caching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EvaluatorTest {
    @Test
    void withNewTheClassIsAPlainClass() {
        assertEquals(4, new Evaluator().evaluate(1, 3));
    }
}
