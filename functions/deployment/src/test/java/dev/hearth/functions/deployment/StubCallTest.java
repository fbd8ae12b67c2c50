package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.ActorEnvironment;
import dev.hearth.FailureKind;
import dev.hearth.InEnvironment;
import dev.hearth.Task;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.dispatch.Dispatchers;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.replica.ReplicaEngine;
import dev.hearth.functions.replica.ReplicaScope;
import dev.hearth.functions.secret.Secrets;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StubCallTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(LocalFunctions.class, Messages.class, Outer.class, Inner.class, Other.class));

    @Inject
    Inner inner;

    @Inject
    JsonBinding json;

    @Inject
    Vertx vertx;

    // Quarkus makes one object for all tests of a class.
    CompletableFuture<byte[]> never = new CompletableFuture<>();
    CompletableFuture<String> dispatched = new CompletableFuture<>();

    @BeforeEach
    void dispatchToNobody() {
        never = new CompletableFuture<>();
        dispatched = new CompletableFuture<>();
        Dispatchers.install((task, input, options) -> {
            dispatched.complete(task.name());
            return never;
        });
    }

    @Test
    void insideAReplicaOfItsEnvironmentATaskIsCalledInPlace() throws Exception {
        LocalFunctions functions = new LocalFunctions();
        Dispatchers.install(functions);
        assertEquals("\"outer, then inner and other\"", runInReplica("outer", "outer.both"));
        assertEquals(List.of("other.other {}"), functions.calls);
    }

    @Test
    void whatATaskCalledInPlaceThrowsComesAsItIs() throws Exception {
        assertEquals("\"java.io.IOException: of the inner\"", runInReplica("outer", "outer.caught"));
    }

    @Test
    void interruptingTheCallerCancelsTheCall() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> {
                    Throwable failure = assertThrows(TaskFailedException.class, inner::inner);
                    thrown.complete(Thread.currentThread().isInterrupted() ? failure : new AssertionError(failure));
                },
                "caller");
        caller.start();
        assertEquals("outer.inner", dispatched.get(10, TimeUnit.SECONDS));
        caller.interrupt();
        TaskFailedException failure = (TaskFailedException) thrown.get(10, TimeUnit.SECONDS);
        assertEquals(FailureKind.CANCELLED, failure.kind());
        Messages.assertSays(failure, "Task 'outer.inner'", "interrupted");
        assertTrue(never.isCancelled());
    }

    @Test
    void anAsynchronousTaskIsCalledAtOnceAndCancelledWithItsUni() throws Exception {
        Uni<String> result = inner.later();
        assertEquals("outer.later", dispatched.get(10, TimeUnit.SECONDS));
        result.subscribe().with(value -> {}).cancel();
        assertTrue(never.isCancelled());
    }

    @Test
    void whatFollowsAnAsynchronousTaskDoesNotRunOnTheEventLoopOfItsReply() throws Exception {
        CompletableFuture<Boolean> onEventLoop = new CompletableFuture<>();
        inner.later().subscribe().with(value -> onEventLoop.complete(Context.isOnEventLoopThread()));
        vertx.getOrCreateContext()
                .runOnContext(nothing -> never.complete("\"later\"".getBytes(StandardCharsets.UTF_8)));
        assertFalse(onEventLoop.get(10, TimeUnit.SECONDS));
    }

    @Test
    void waitingOnAnEventLoopIsRefused() {
        CompletableFuture<String> result = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(nothing -> {
            try {
                result.complete(inner.inner());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        var thrown = assertThrows(ExecutionException.class, () -> result.get(10, TimeUnit.SECONDS));
        Messages.assertSays(
                java.util.Objects.requireNonNull(thrown.getCause()),
                "Task 'outer.inner'",
                "event loop thread 'vert.x-eventloop",
                "@Blocking");
    }

    private String runInReplica(String environment, String task) throws Exception {
        CompletableFuture<FromReplica.Completion> completion = new CompletableFuture<>();
        try (ReplicaEngine engine = new ReplicaEngine(
                new ReplicaScope(environment, "r-1", Map.of(), Secrets.NONE),
                1,
                false,
                1 << 20,
                1000,
                json,
                message -> {
                    if (message instanceof FromReplica.Done done) {
                        completion.complete(done.completions().get(0));
                    }
                })) {
            byte[] input = "{}".getBytes(StandardCharsets.UTF_8);
            engine.handle(new ToReplica.Assign(List.of(new Assignment(1, "run", "", task, 0, 1, 0, null, input))));
            FromReplica.Completion done = completion.get(10, TimeUnit.SECONDS);
            byte[] result = done.result();
            return result == null ? String.valueOf(done.failure()) : new String(result, StandardCharsets.UTF_8);
        }
    }

    @ActorEnvironment(name = "outer")
    static class Outer {
        @Inject
        Inner inner;

        @Inject
        Other other;

        @Task
        String both() {
            return "outer, then " + inner.inner() + " and " + other.other();
        }

        @Task
        String caught() {
            try {
                inner.failing();
                return "nothing";
            } catch (java.io.IOException e) {
                return e.toString();
            }
        }
    }

    @InEnvironment(Outer.class)
    static class Inner {
        @Task
        String inner() {
            return "inner";
        }

        @Task
        void failing() throws java.io.IOException {
            throw new java.io.IOException("of the inner");
        }

        @Task
        Uni<String> later() {
            return Uni.createFrom().item("later");
        }
    }

    @ActorEnvironment(name = "other")
    static class Other {
        @Task
        String other() {
            return "other";
        }
    }
}
