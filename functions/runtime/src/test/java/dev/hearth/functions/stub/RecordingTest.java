package dev.hearth.functions.stub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingTest {
    private static final Sample TASKS = new Sample();
    private static final String WHAT = "element 3";

    static Stream<Arguments> plainCalls() {
        return Stream.of(
                plain("flag", () -> TASKS.flag(7)),
                plain("octet", () -> TASKS.octet(7)),
                plain("small", () -> TASKS.small(7)),
                plain("letter", () -> TASKS.letter(7)),
                plain("number", () -> TASKS.number(7)),
                plain("big", () -> TASKS.big(7)),
                plain("real", () -> TASKS.real(7)),
                plain("precise", () -> TASKS.precise(7)),
                plain("boxed", () -> TASKS.boxed(7)),
                plain("decimal", () -> TASKS.decimal(7)),
                plain("text", () -> TASKS.text(7)),
                plain("colour", () -> TASKS.colour(7)),
                plain("point", () -> TASKS.point(7)),
                plain("shape", () -> TASKS.shape(7)),
                plain("named", () -> TASKS.named(7)),
                plain("list", () -> TASKS.list(7)),
                plain("map", () -> TASKS.map(7)),
                plain("numbers", () -> TASKS.numbers(7)),
                plain("optional", () -> TASKS.optional(7)),
                plain("instant", () -> TASKS.instant(7)),
                plain("uni", () -> TASKS.uni(7)),
                plain("stage", () -> TASKS.stage(7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plainCalls")
    void aPlainCallIsRecordedWithItsArguments(String task, Supplier<?> function) {
        RecordedCall recorded = Recording.record(WHAT, function);
        assertEquals("sample." + task, recorded.task().name());
        assertArrayEquals(new Object[] {7}, recorded.arguments());
        assertNull(Recording.current());
    }

    /** Each would silently be lost, were it not refused. */
    static Stream<Arguments> changedResults() {
        return Stream.of(
                changed("plus one", () -> TASKS.number(7) + 1),
                changed("not", () -> !TASKS.flag(7)),
                changed("at least 0", () -> Math.max(TASKS.number(7), 0)),
                changed("at most 100", () -> Math.min(TASKS.number(7), 100)),
                changed("absolute", () -> Math.abs(TASKS.number(7))),
                changed("rounded", () -> Math.rint(TASKS.precise(7))),
                changed("narrowed", () -> (double) (float) TASKS.precise(7)),
                changed("narrowed to a byte", () -> (int) (byte) TASKS.number(7)),
                changed("remainder", () -> TASKS.number(7) % 1_000_000),
                changed("widened", () -> (long) TASKS.number(7)),
                changed("upper case letter", () -> Character.toUpperCase(TASKS.letter(7))),
                changed("lower case letter", () -> Character.toLowerCase(TASKS.letter(7))),
                changed("component", () -> TASKS.point(7).x()),
                changed("constant", () -> {
                    TASKS.number(7);
                    return 5;
                }),
                changed("constant null", () -> {
                    TASKS.text(7);
                    return null;
                }),
                changed("constant of an enum", () -> {
                    TASKS.colour(7);
                    return Sample.Colour.RED;
                }),
                changed("sum", () -> TASKS.decimal(7).add(java.math.BigDecimal.ONE)),
                changed("constant number", () -> {
                    TASKS.decimal(7);
                    return java.math.BigDecimal.ONE;
                }),
                changed("stripped", () -> TASKS.text(7).strip()),
                changed("lower case", () -> TASKS.text(7).toLowerCase(java.util.Locale.ROOT)),
                changed("interned", () -> TASKS.text(7).intern()),
                changed("replaced", () -> TASKS.text(7).replace("a phrase", "another")),
                changed("in place of null", () -> TASKS.text(7) == null ? "none" : "some"),
                changed("default for null", () -> java.util.Objects.requireNonNullElse(TASKS.boxed(7), 0)),
                changed("text of it", () -> String.valueOf(TASKS.text(7))),
                changed("copied", () -> new ArrayList<>(TASKS.list(7))),
                changed("appended to", () -> {
                    List<String> list = TASKS.list(7);
                    list.add("more");
                    return list;
                }),
                changed("mapped", () -> TASKS.optional(7).map(String::length)),
                changed("Uni mapped", () -> TASKS.uni(7).map(String::length)),
                changed("first of an array", () -> TASKS.numbers(7)[0]),
                changed("array of its size", () -> new int[TASKS.number(7)]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changedResults")
    void aChangedResultIsRefusedWithWhatToWriteInstead(String change, Supplier<?> function) {
        String message = refusal(function);
        assertTrue(message.startsWith("element 3: the function"), message);
        assertTrue(message.contains("task 'sample."), message);
        assertTrue(message.contains("v -> task(v)"), message);
    }

    @Test
    void aFunctionThatCallsNoTaskIsRefused() {
        assertTrue(refusal(() -> 5).contains("calls no task"));
    }

    @Test
    void aFunctionThatCallsTwoTasksIsRefusedEvenIfItHidesTheError() {
        String message = refusal(() -> {
            int first = TASKS.number(1);
            try {
                TASKS.text(2);
            } catch (RuntimeException e) {
                return first;
            }
            return first;
        });
        assertTrue(message.contains("two tasks, 'sample.number' and 'sample.text'"), message);
    }

    @Test
    void whatTheFunctionItselfThrowsNamesTheElement() {
        var own = new IllegalStateException("mine");
        var thrown = assertThrows(
                IllegalArgumentException.class,
                () -> Recording.record(WHAT, () -> {
                    throw own;
                }));
        assertEquals(own, thrown.getCause());
        assertEquals("element 3: the function threw java.lang.IllegalStateException: mine", thrown.getMessage());
        assertNull(Recording.current());
    }

    @Test
    void aRecordingInARecordingIsRefused() {
        String message = refusal(() -> Recording.record("inner", () -> TASKS.number(1)));
        assertTrue(message.startsWith("element 3"), message);
        assertTrue(message.contains("another recording"), message);
    }

    @Test
    void aFunctionThatGivesOtherArgumentsEachTimeIsRefused() {
        AtomicInteger counter = new AtomicInteger();
        String message = refusal(() -> TASKS.number(counter.incrementAndGet()));
        assertTrue(message.contains("1 as 'v' first and 2"), message);
    }

    @Test
    void aFunctionThatCallsAnotherTaskEachTimeIsRefused() {
        AtomicInteger counter = new AtomicInteger();
        String message = refusal(() -> {
            if (counter.getAndIncrement() == 0) {
                return TASKS.number(1);
            }
            return TASKS.small(1);
        });
        assertTrue(message.contains("free of side effects"), message);
    }

    @Test
    void aVoidTaskIsRecordedByAFunctionThatReturnsNull() {
        assertEquals(
                "sample.nothing",
                Recording.record(WHAT, () -> nothing(4)).task().name());
    }

    private static @Nullable Object nothing(int v) {
        TASKS.nothing(v);
        return null;
    }

    @Test
    void aVoidTaskIsRecordedByOneCall() {
        AtomicInteger calls = new AtomicInteger();
        RecordedCall recorded = Recording.recordVoid(WHAT, () -> {
            calls.incrementAndGet();
            TASKS.nothing(4);
        });
        assertEquals("sample.nothing", recorded.task().name());
        assertArrayEquals(new Object[] {4}, recorded.arguments());
        assertEquals(1, calls.get());
    }

    @Test
    void aResultThatWouldBeLostIsRefused() {
        var thrown =
                assertThrows(IllegalArgumentException.class, () -> Recording.recordVoid(WHAT, () -> TASKS.number(1)));
        assertTrue(String.valueOf(thrown.getMessage()).contains("Use map"), thrown::getMessage);
    }

    @Test
    void aRecordingSeesItsOwnThreadAlone() throws InterruptedException {
        AtomicInteger seen = new AtomicInteger();
        Recording.record(WHAT, () -> {
            Thread other = new Thread(() -> seen.addAndGet(Recording.current() == null ? 0 : 1), "another");
            other.start();
            try {
                other.join(10_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return TASKS.number(1);
        });
        assertEquals(0, seen.get());
    }

    private static String refusal(Supplier<?> function) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> Recording.record(WHAT, function));
        assertNull(Recording.current());
        return String.valueOf(thrown.getMessage());
    }

    private static Arguments plain(String task, Supplier<?> function) {
        return Arguments.of(task, function);
    }

    private static Arguments changed(String change, Supplier<?> function) {
        return Arguments.of(change, function);
    }
}
