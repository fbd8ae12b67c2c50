package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.ActorEnvironment;
import dev.hearth.Default;
import dev.hearth.Task;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.dispatch.Dispatchers;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(LocalFunctions.class, Messages.class, Types.class, Book.class, Colour.class));

    @Inject
    Types types;

    @Inject
    Catalog catalog;

    @BeforeEach
    void dispatchLocally() {
        Dispatchers.install(new LocalFunctions());
        Types.DESTROYED.set(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "types.sum | {\"a\":1,\"b\":2} | 3",
                "types.no-parameters | {} | \"none\"",
                "types.nothing | {\"text\":\"x\"} | null",
                "types.uni | {\"a\":4} | [4]",
                "types.stage | {\"a\":4} | {\"a\":4}",
                "types.future-of-nothing | {} | null",
                "types.books | {\"byName\":{\"x\":[{\"title\":\"T\",\"pages\":3}]}} | 3",
                "types.optional | {} | \"nobody\"",
                "types.optional | {\"name\":\"Ada\"} | \"Ada\"",
                "types.optional | {\"name\":null} | \"nobody\"",
                "types.defaults | {} | \"7 hi, \\\"you\\\" RED [1, 2] \u00e4\"",
                "types.defaults | {\"number\":1,\"text\":null,\"colour\":\"BLUE\"} | \"1 hi, \\\"you\\\" BLUE [1, 2] \u00e4\"",
                "types.bytes | {\"bytes\":\"YWI=\",\"wait\":\"PT1M\"} | \"Yjo2MA==\"",
                "types.many | {\"b\":true,\"c\":\"x\",\"d\":1.5,\"f\":0.5,\"l\":9,\"s\":2,\"y\":1} | \"truex1.50.5921\"",
                "types.named-otherwise | {\"a\":2} | 4",
                "types.named-yet-otherwise | {\"a\":\"2\"} | \"22\""
            })
    void aFunctionTakesAnObjectOfItsParameters(String function, String input, String result) throws Exception {
        assertEquals(result, LocalFunctions.invoke(function, input));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "types.sum | {\"a\":1} | b",
                "types.sum | {\"a\":1,\"b\":null} | b",
                "types.sum | {\"a\":1,\"b\":2,\"c\":3} | c",
                "types.sum | {\"a\":1,\"b\":\"2\"} | b",
                "types.defaults | {\"number\":\"x\"} | number"
            })
    void anInputThatDoesNotFitIsRefused(String function, String input, String named) {
        var thrown = assertThrows(BadInputException.class, () -> LocalFunctions.invoke(function, input));
        Messages.assertSays(thrown, "'" + named + "'");
    }

    @Test
    void stubsGiveEachKindOfResult() {
        assertEquals(3, types.sum(1, 2));
        assertEquals("none", types.noParameters());
        types.nothing("x");
        assertEquals(List.of(5), types.uni(5).await().atMost(Duration.ofSeconds(10)));
        assertEquals(Map.of("a", 5), types.stage(5).toCompletableFuture().join());
        assertEquals(
                "b:60",
                new String(
                        types.bytes("ab".getBytes(StandardCharsets.UTF_8), Duration.ofMinutes(1)),
                        StandardCharsets.UTF_8));
        assertEquals("truex1.50.5921", types.many(true, 'x', 1.5, 0.5f, 9L, (short) 2, (byte) 1));
        assertEquals("Ada", types.optional(Optional.of("Ada")));
    }

    @Test
    void anAsynchronousBeanIsDestroyedAfterItsResult() {
        types.uni(1).await().atMost(Duration.ofSeconds(10));
        assertEquals(1, Types.DESTROYED.get());
        Uni<Void> failing = types.failing();
        assertThrows(IllegalStateException.class, () -> failing.await().atMost(Duration.ofSeconds(10)));
        assertEquals(2, Types.DESTROYED.get());
    }

    @Test
    void functionsAreRegisteredByTheirFullNames() {
        assertNotNull(FunctionRecorder.registry.matchInvoker("types.sum"));
        assertEquals(
                List.of("types.sum"),
                catalog.tasks().stream()
                        .map(task -> task.name())
                        .filter("types.sum"::equals)
                        .toList());
    }

    record Book(String title, int pages) {}

    enum Colour {
        RED,
        BLUE
    }

    @ActorEnvironment(name = "types")
    public static class Types {
        static final AtomicInteger DESTROYED = new AtomicInteger();

        @Task
        int sum(int a, int b) {
            return a + b;
        }

        @Task
        String noParameters() {
            return "none";
        }

        @Task
        void nothing(String text) {}

        @Task
        Uni<List<Integer>> uni(int a) {
            int destroyedBefore = DESTROYED.get();
            return Uni.createFrom().item(List.of(a)).invoke(() -> assertEquals(destroyedBefore, DESTROYED.get()));
        }

        @Task
        Uni<Void> failing() {
            return Uni.createFrom().failure(new IllegalStateException("failed"));
        }

        @Task
        CompletionStage<Map<String, Integer>> stage(int a) {
            return CompletableFuture.supplyAsync(() -> Map.of("a", a));
        }

        @Task
        CompletableFuture<Void> futureOfNothing() {
            return CompletableFuture.runAsync(() -> {});
        }

        @Task
        int books(Map<String, List<Book>> byName) {
            return byName.values().iterator().next().get(0).pages();
        }

        @Task
        String optional(Optional<String> name) {
            return name.orElse("nobody");
        }

        @Task
        String defaults(
                @Default("7") int number,
                @Default("hi, \"you\"") String text,
                @Default("\"RED\"") Colour colour,
                @Default("[1,2]") List<Long> list,
                @Default("\u00e4") Optional<String> optional) {
            list.forEach(element -> assertEquals(Long.class, ((Object) element).getClass()));
            return number + " " + text + " " + colour + " " + list + " " + optional.orElse("");
        }

        @Task
        byte[] bytes(byte[] bytes, Duration wait) {
            return (new String(bytes, StandardCharsets.UTF_8).substring(1) + ":" + wait.toSeconds())
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Task
        String many(boolean b, char c, double d, float f, long l, short s, byte y) {
            return "" + b + c + d + f + l + s + y;
        }

        @Task(name = "named-otherwise")
        long named(int a) {
            return 2L * a;
        }

        @Task(name = "named-yet-otherwise")
        String named(String a) {
            return a + a;
        }

        @PreDestroy
        void destroyed() {
            DESTROYED.incrementAndGet();
        }
    }
}
