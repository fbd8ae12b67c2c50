package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.binding.FunctionCaller;
import dev.hearth.functions.binding.FunctionResult;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An engine with functions made of lambdas, and what it says. */
final class EngineFixture implements AutoCloseable {
    /** A function by its name; the input is the whole text. */
    interface Body {
        String call(String input) throws Exception;
    }

    final BlockingQueue<FromReplica> said = new LinkedBlockingQueue<>();
    final Map<String, Body> functions = new ConcurrentHashMap<>();
    final ReplicaEngine engine;
    private final Deque<Completion> completions = new ArrayDeque<>();

    EngineFixture(int concurrency, boolean isolated, long graceMillis) {
        this(concurrency, isolated, graceMillis, Secrets.NONE);
    }

    EngineFixture(int concurrency, boolean isolated, long graceMillis, Secrets secrets) {
        FunctionCaller caller = (function, input, limit) -> {
            Body body = functions.get(function);
            if (body == null) {
                throw new IllegalArgumentException("no function " + function);
            }
            return new FunctionResult(
                    body.call(new String(input, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        };
        engine = new ReplicaEngine(
                new ReplicaScope("env", "env-1", Map.of(), secrets),
                concurrency,
                isolated,
                1000,
                graceMillis,
                caller,
                said::add);
    }

    static EngineFixture isolated() {
        return new EngineFixture(1, true, 60_000);
    }

    EngineFixture with(String function, Body body) {
        functions.put(function, body);
        return this;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static Assignment element(long lease, String task) {
        return element(lease, task, 0);
    }

    static Assignment element(long lease, String task, long timeoutMillis) {
        return new Assignment(
                lease,
                "run",
                "",
                task,
                lease,
                1,
                timeoutMillis,
                null,
                ("{\"lease\":" + lease + "}").getBytes(StandardCharsets.UTF_8));
    }

    void assign(Assignment... elements) {
        engine.handle(new ToReplica.Assign(List.of(elements)));
    }

    /** The next result, whatever frame it is in. */
    Completion completion() throws InterruptedException {
        while (completions.isEmpty()) {
            FromReplica message = next();
            assertTrue(message instanceof FromReplica.Done, "not a result: " + message);
            completions.addAll(((FromReplica.Done) message).completions());
        }
        return completions.remove();
    }

    List<Completion> completions(int count) throws InterruptedException {
        List<Completion> all = new ArrayList<>();
        while (all.size() < count) {
            all.add(completion());
        }
        return all;
    }

    FromReplica next() throws InterruptedException {
        FromReplica message = said.poll(20, TimeUnit.SECONDS);
        assertTrue(message != null, "the engine said nothing");
        return message;
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(20, TimeUnit.SECONDS), "waited in vain");
    }

    @Override
    public void close() {
        engine.close();
    }
}
