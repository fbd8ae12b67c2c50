package dev.hearth.knative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private final RetryAfter retryAfter = new RetryAfter();

    @Test
    void theBodysWishCountsAndEndsAfterAMinute() {
        assertBetween(4, 5, retryAfter.of(busy(429, 5)));
        assertBetween(59, 60, retryAfter.of(busy(503, 36_000)));
    }

    @Test
    void tooManyRequestsWithoutAWishAreASecond() {
        assertEquals(Duration.ofSeconds(1), retryAfter.of(new KubernetesClientException("too many", 429, null)));
        assertEquals(Duration.ZERO, retryAfter.of(new KubernetesClientException("unavailable", 503, null)));
    }

    @Test
    void anAnswerOfAnotherKindHasNoWish() {
        retryAfter.of(busy(429, 5));
        assertEquals(Duration.ZERO, retryAfter.of(new KubernetesClientException("conflict", 409, null)));
    }

    private static KubernetesClientException busy(int code, int seconds) {
        return new KubernetesClientException(
                "busy",
                code,
                new StatusBuilder()
                        .withCode(code)
                        .withNewDetails()
                        .withRetryAfterSeconds(seconds)
                        .endDetails()
                        .build());
    }

    private static void assertBetween(long least, long most, Duration found) {
        assertTrue(
                found.compareTo(Duration.ofSeconds(least)) > 0 && found.compareTo(Duration.ofSeconds(most)) <= 0,
                found.toString());
    }
}
