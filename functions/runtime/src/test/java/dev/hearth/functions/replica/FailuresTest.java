package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.TerminalException;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.binding.BadResultException;
import dev.hearth.functions.link.Failure;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void exceptionsBecomeTheirKind() {
        assertEquals(
                FailureKind.TERMINAL, Failures.of(new TerminalException("x")).kind());
        assertEquals(
                FailureKind.BAD_INPUT, Failures.of(new BadInputException("x")).kind());
        assertEquals(
                FailureKind.BAD_RESULT, Failures.of(new BadResultException("x")).kind());
        assertEquals(FailureKind.ERROR, Failures.of(new StackOverflowError()).kind());
        assertEquals(
                FailureKind.ERROR, Failures.of(new java.io.IOException("x")).kind());
    }

    @Test
    void theMessageHasTypeAndMessage() {
        assertEquals(
                "java.lang.IllegalStateException: broken",
                Failures.of(new IllegalStateException("broken")).message());
        assertEquals(
                "java.lang.StackOverflowError",
                Failures.of(new StackOverflowError()).message());
        assertEquals(
                "what the binding says",
                Failures.of(new BadInputException("what the binding says")).message());
    }

    @Test
    void longTracesAndMessagesAreCut() {
        Throwable deep = new IllegalStateException("m".repeat(100_000));
        Failure failure = Failures.of(deep);
        assertEquals(Failures.LIMIT, failure.trace().length());
        assertEquals(Failures.LIMIT, failure.message().length());
    }

    @Test
    void anExceptionThatCannotTellItsMessageIsStillAFailure() {
        Failure failure = Failures.of(new RuntimeException("x") {
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
