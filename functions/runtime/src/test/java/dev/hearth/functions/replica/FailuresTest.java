package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.TerminalException;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.binding.BadResultException;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.secret.Secrets;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static final Failures FAILURES = new Failures(Secrets.NONE);

    @Test
    void exceptionsBecomeTheirKind() {
        assertEquals(
                FailureKind.TERMINAL, FAILURES.of(new TerminalException("x")).kind());
        assertEquals(
                FailureKind.BAD_INPUT, FAILURES.of(new BadInputException("x")).kind());
        assertEquals(
                FailureKind.BAD_RESULT, FAILURES.of(new BadResultException("x")).kind());
        assertEquals(FailureKind.ERROR, FAILURES.of(new StackOverflowError()).kind());
        assertEquals(
                FailureKind.ERROR, FAILURES.of(new java.io.IOException("x")).kind());
    }

    @Test
    void theMessageHasTypeAndMessage() {
        assertEquals(
                "java.lang.IllegalStateException: broken",
                FAILURES.of(new IllegalStateException("broken")).message());
        assertEquals(
                "java.lang.StackOverflowError",
                FAILURES.of(new StackOverflowError()).message());
        assertEquals(
                "what the binding says",
                FAILURES.of(new BadInputException("what the binding says")).message());
    }

    @Test
    void longTracesAndMessagesAreCut() {
        Throwable deep = new IllegalStateException("m".repeat(100_000));
        Failure failure = FAILURES.of(deep);
        assertEquals(Failures.LIMIT, failure.trace().length());
        assertEquals(Failures.LIMIT, failure.message().length());
    }

    @Test
    void anExceptionThatCannotTellItsMessageIsStillAFailure() {
        Failure failure = FAILURES.of(new RuntimeException("x") {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("hostile");
            }
        });
        assertEquals(FailureKind.ERROR, failure.kind());
    }

    @Test
    void outOfMemoryIsFoundBehindItsWrappers() {
        assertTrue(Failures.outOfMemory(new RuntimeException(new OutOfMemoryError())));
        assertFalse(Failures.outOfMemory(new StackOverflowError()));
    }
}
