package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Call;
import dev.hearth.functions.link.ToReplica.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LinkCallsTest {
    private final List<CompletableFuture<byte[]>> begun = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final LinkCalls calls = new LinkCalls(this::begin, Runnable::run, replies::add);

    @Test
    void aResultGoesBackToItsCall() {
        calls.begin("env-1", call(7));
        calls.begin("env-1", call(8));
        begun.get(1).complete(new byte[] {'1'});
        assertEquals(1, replies.size());
        assertEquals(8, replies.get(0).call());
        assertArrayEquals(new byte[] {'1'}, replies.get(0).result());
    }

    @Test
    void aFailureKeepsItsKindMessageAndTrace() {
        calls.begin("env-1", call(1));
        begun.get(0)
                .completeExceptionally(
                        new TaskFailedException(FailureKind.TIMEOUT, "Task 'a.b' took too long", "trace"));
        assertEquals(new Failure(FailureKind.TIMEOUT, "Task 'a.b' took too long", "trace", false), failure(0));
    }

    @Test
    void aCallThatCannotBeginIsAnsweredToo() {
        LinkCalls refusing = new LinkCalls(
                (replica, call) -> {
                    throw new IllegalArgumentException("no such task");
                },
                Runnable::run,
                replies::add);
        refusing.begin("env-1", call(1));
        assertEquals(Failure.of(FailureKind.ERROR, "java.lang.IllegalArgumentException: no such task"), failure(0));
    }

    @Test
    void aCancelledCallIsCancelledAndNeverAnswered() {
        calls.begin("env-1", call(1));
        calls.cancel(1);
        calls.cancel(2);
        assertTrue(begun.get(0).isCancelled());
        assertEquals(List.of(), replies);
    }

    @Test
    void theEndOfTheLinkCancelsAllCalls() {
        calls.begin("env-1", call(1));
        calls.begin("env-1", call(2));
        calls.cancelAll();
        assertTrue(begun.stream().allMatch(CompletableFuture::isCancelled));
        assertEquals(List.of(), replies);
    }

    @Test
    void moreCallsThanTheLimitAreRefusedUntilOneEnds() {
        for (int i = 0; i < Tuning.MAX_CALLS; i++) {
            calls.begin("env-1", call(i));
        }
        calls.begin("env-1", call(-1));
        assertEquals(FailureKind.QUEUE_FULL, failure(0).kind());
        begun.get(0).complete(new byte[0]);
        calls.begin("env-1", call(-2));
        assertEquals(Tuning.MAX_CALLS + 1, begun.size());
    }

    private CompletableFuture<byte[]> begin(String replica, Call asked) {
        CompletableFuture<byte[]> call = new CompletableFuture<>();
        begun.add(call);
        return call;
    }

    private Failure failure(int reply) {
        Failure failure = replies.get(reply).failure();
        if (failure == null) {
            throw new AssertionError("it did not fail");
        }
        return failure;
    }

    private static Call call(long id) {
        return new Call(id, "run", "other.task", new byte[0], CallOptions.NONE, 0);
    }
}
