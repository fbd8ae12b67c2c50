package dev.hearth.platform.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessRuleTest {
    @Test
    void withoutARuleTheFirstFailureFailsTheMap() {
        SuccessRule rule = SuccessRule.all();
        rule.success();
        assertFalse(rule.unreachable());
        rule.failure();
        assertTrue(rule.unreachable());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 3, 2", "0.1, 30, 3", "0.9, 10, 9", "0, 5, 0", "0.34, 3, 2", "0.3, 10, 3", "0.7, 10, 7"})
    void aRatioNeedsItsCeiling(double ratio, long elements, long needed) {
        SuccessRule rule = SuccessRule.ratio(ratio);
        rule.total(elements);
        assertEquals(needed, rule.needed());
    }

    @Test
    void theMapFailsAsSoonAsTheMinimumIsOutOfReachAndNotBefore() {
        SuccessRule rule = SuccessRule.minimum(3);
        rule.total(5);
        rule.failure();
        rule.failure();
        assertFalse(rule.unreachable());
        rule.failure();
        assertTrue(rule.unreachable());
    }

    @Test
    void withoutATotalAMinimumIsJudgedAtTheEnd() {
        SuccessRule rule = SuccessRule.ratio(0.5);
        rule.failure();
        rule.failure();
        rule.success();
        assertFalse(rule.unreachable());
        rule.total(3);
        assertTrue(rule.unreachable());
    }

    @Test
    void aMinimumAboveTheNumberOfElementsIsOutOfReachFromTheStart() {
        SuccessRule rule = SuccessRule.minimum(4);
        rule.total(3);
        assertTrue(rule.unreachable());
    }

    @Test
    void ratiosOutsideZeroToOneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SuccessRule.ratio(1.1));
        assertThrows(IllegalArgumentException.class, () -> SuccessRule.ratio(-0.1));
        assertThrows(IllegalArgumentException.class, () -> SuccessRule.ratio(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SuccessRule.minimum(-1));
    }
}
