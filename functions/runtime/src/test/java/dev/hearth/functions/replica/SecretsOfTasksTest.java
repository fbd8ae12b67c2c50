package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.TaskContext;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.secret.Secrets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a task does with a secret, and what leaves the replica. */
@Timeout(60)
class SecretsOfTasksTest {
    private static final String VALUE = "open sesame";

    private long lease;
    private final EngineFixture replica = new EngineFixture(1, true, 60_000, new Secrets(Map.of("KEY", VALUE)));

    @Test
    void aTaskHasWhatItsEnvironmentRequests() throws Exception {
        Completion done = run(input -> Integer.toString(secret("KEY").length()));
        assertEquals("11", EngineFixture.text(Objects.requireNonNull(done.result())));
    }

    @Test
    void anotherKeyIsAnErrorThatNamesTheOnesThereAre() throws Exception {
        Failure failure = failure(run(input -> secret("OTHER")));
        assertEquals(FailureKind.ERROR, failure.kind());
        assertTrue(
                failure.message().contains("Secret 'OTHER': environment 'env' does not request it. It requests: KEY"));
    }

    @Test
    void aResultWithTheValueIsABadResultThatNamesTheKey() throws Exception {
        Completion done = run(input -> "\"it is " + secret("KEY") + "\"");
        assertNull(done.result());
        assertEquals(FailureKind.BAD_RESULT, failure(done).kind());
        assertTrue(failure(done).message().contains("secret 'KEY'"));
        assertFalse(failure(done).toString().contains(VALUE));
    }

    @Test
    void messagesAndTracesShowAMaskAlsoWhereTheyAreCut() throws Exception {
        for (int before : new int[] {0, Failures.LIMIT - 60, Failures.LIMIT - 20, Failures.LIMIT}) {
            Failure failure = failure(run(input -> {
                String text = "x".repeat(before) + secret("KEY");
                throw new IllegalStateException(text, new IllegalArgumentException(text));
            }));
            assertEquals(FailureKind.ERROR, failure.kind());
            assertFalse(failure.message().contains("open"), failure.message());
            assertFalse(failure.trace().contains("open"), failure.trace());
        }
    }

    private Completion run(EngineFixture.Body body) throws InterruptedException {
        replica.with("t", body).assign(EngineFixture.element(++lease, "t"));
        return replica.completion();
    }

    private static String secret(String key) {
        return TaskContext.current().orElseThrow().secret(key);
    }

    private static Failure failure(Completion done) {
        return Objects.requireNonNull(done.failure());
    }
}
