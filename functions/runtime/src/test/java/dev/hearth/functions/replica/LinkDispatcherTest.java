package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class LinkDispatcherTest {
    private final List<FromReplica> sent = new ArrayList<>();
    private final LinkDispatcher dispatcher =
            new LinkDispatcher(sent::add, Runnable::run, 100, dev.hearth.functions.secret.Secrets.NONE);
    private final TaskSpec task = new TaskSpec(
            "other.task",
            "other",
            LinkDispatcherTest.class.getDeclaredMethods()[0],
            List.of(),
            int.class,
            false,
            RetryPolicy.NONE,
            Duration.ZERO,
            Duration.ZERO);

    private CompletableFuture<byte[]> call() {
        return dispatcher.call(task, new byte[] {1}, CallOptions.NONE);
    }

    private static TaskFailedException failure(CompletableFuture<byte[]> call) {
        return assertInstanceOf(
                TaskFailedException.class,
                assertThrows(ExecutionException.class, call::get).getCause());
    }

    @Test
    void anAnswerCompletesItsCall() throws Exception {
        CompletableFuture<byte[]> first = call();
        CompletableFuture<byte[]> second = call();
        long number = assertInstanceOf(FromReplica.Call.class, sent.get(1)).call();
        dispatcher.answered(new ToReplica.Reply(number, new byte[] {7}, null));
        assertArrayEquals(new byte[] {7}, second.get());
        assertTrue(!first.isDone());
    }

    @Test
    void aFailureComesAsTaskFailedException() {
        CompletableFuture<byte[]> call = call();
        dispatcher.answered(new ToReplica.Reply(1, null, new Failure(FailureKind.TIMEOUT, "too late", "trace", false)));
        assertEquals(FailureKind.TIMEOUT, failure(call).kind());
        assertEquals("too late", failure(call).getMessage());
        assertEquals("trace", failure(call).remoteTrace());
    }

    @Test
    void aCancelledCallIsCancelledOnce() {
        call().cancel(true);
        dispatcher.answered(new ToReplica.Reply(1, new byte[0], null));
        assertEquals(2, sent.size());
        assertEquals(
                1, assertInstanceOf(FromReplica.CancelCall.class, sent.get(1)).call());
    }

    @Test
    void aClosedLinkFailsWhatWaitsAndWhatComes() {
        CompletableFuture<byte[]> waiting = call();
        dispatcher.close("gone");
        assertTrue(String.valueOf(failure(waiting).getMessage()).contains("gone"));
        assertTrue(String.valueOf(failure(call()).getMessage()).contains("gone"));
        assertEquals(1, sent.size());
    }

    @Test
    void anInputOverTheLimitIsNotSent() {
        TaskFailedException failure = failure(dispatcher.call(task, new byte[101], CallOptions.NONE));
        assertEquals(FailureKind.BAD_INPUT, failure.kind());
        assertTrue(String.valueOf(failure.getMessage()).contains("101 bytes is over the limit of 100"));
        assertEquals(0, sent.size());
    }

    @Test
    void moreCallsThanMayWaitAreRefused() {
        for (int i = 0; i < LinkDispatcher.MOST_PENDING; i++) {
            var unused = call();
        }
        assertEquals(FailureKind.QUEUE_FULL, failure(call()).kind());
    }
}
