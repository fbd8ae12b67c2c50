package dev.hearth.functions.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.TerminalException;
import dev.hearth.functions.catalog.ParameterSpec;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonBindingTest {
    private final JsonBinding binding = new JsonBinding(Functions.mapper());

    @BeforeAll
    static void register() {
        Functions.register();
    }

    private String invoke(String function, String input) throws Exception {
        return new String(
                binding.call(function, input.getBytes(StandardCharsets.UTF_8), 10_000)
                        .json(),
                StandardCharsets.UTF_8);
    }

    private String refused(String function, String input) {
        BadInputException error = assertThrows(BadInputException.class, () -> invoke(function, input));
        return String.valueOf(error.getMessage());
    }

    @Test
    void aFunctionIsCalledWithItsInput() throws Exception {
        assertEquals("42", invoke("add", "{\"value\":40,\"state\":2}"));
        assertEquals("42", invoke("add", " { \"state\" : 2 , \"value\":40 } "));
        assertEquals("\"none\"", invoke("none", "{}"));
        assertEquals("null", invoke("nothing", " { } "));
        assertEquals("7", invoke("later", "{\"value\":7,\"state\":2}"));
    }

    @Test
    void richTypesAreReadByTheMapper() throws Exception {
        assertEquals(
                "\"a 0.5 [Item[name=x, weight=2]] Optional[2026-01-02]\"",
                invoke(
                        "mixed",
                        "{\"text\":\"a\",\"ratio\":0.5,\"items\":[{\"name\":\"x\",\"weight\":2}],\"day\":\"2026-01-02\"}"));
        assertEquals("\"a NaN [] Optional.empty\"", invoke("mixed", "{\"text\":\"a\",\"ratio\":\"NaN\",\"items\":[]}"));
    }

    @Test
    void unknownPropertiesWithinAnItemAreTheMappersBusiness() throws Exception {
        assertTrue(invoke("mixed", "{\"text\":\"a\",\"ratio\":1,\"items\":[{\"name\":\"x\",\"weight\":2,\"more\":1}]}")
                .contains("weight=2"));
    }

    @Test
    void anUnknownParameterIsNamedWithTheKnownOnes() {
        assertEquals(
                "Input of 'add': parameter 'vale' is unknown. Known parameters are: value, state.",
                refused("add", "{\"vale\":1,\"state\":2}"));
        assertEquals(
                "Input of 'none': parameter 'x' is unknown. It takes no parameters.", refused("none", "{\"x\":1}"));
    }

    @Test
    void aMissingParameterIsNamedWithItsType() {
        assertEquals(
                "Input of 'add': parameter 'state' (long) is missing. Known parameters are: value, state.",
                refused("add", "{\"value\":1}"));
        assertTrue(refused("mixed", "{\"text\":\"a\",\"ratio\":1}").contains("'items' (List<Item>) is missing"));
    }

    @Test
    void aWrongJsonTypeIsAnErrorAndNeverConverted() {
        assertEquals(
                "Input of 'add': parameter 'value' must be of type int, but is \"12\".",
                refused("add", "{\"value\":\"12\",\"state\":2}"));
        assertTrue(refused("add", "{\"value\":1.5,\"state\":2}").contains("must be of type int, but is 1.5"));
        assertTrue(refused("add", "{\"value\":null,\"state\":2}").contains("must be of type int, but is null"));
        assertTrue(refused("add", "{\"value\":true,\"state\":2}").contains("must be of type int, but is true"));
        assertTrue(
                refused("mixed", "{\"text\":5,\"ratio\":1,\"items\":[]}").contains("must be of type String, but is 5"));
    }

    @Test
    void aNumberThatDoesNotFitIsAnError() {
        assertTrue(refused("add", "{\"value\":3000000000,\"state\":2}")
                .contains("'value' must be of type int, but is 3000000000"));
    }

    @Test
    void aFaultDeepInsideSaysWhere() {
        String message =
                refused("mixed", "{\"text\":\"a\",\"ratio\":1,\"items\":[{\"name\":\"x\",\"weight\":\"heavy\"}]}");
        assertTrue(message.contains("at 'items[0].weight', must be of type int, but is \"heavy\""), message);
    }

    @Test
    void aLongValueIsCutInTheMessage() {
        String message = refused("add", "{\"value\":\"" + "y".repeat(5000) + "\",\"state\":2}");
        assertTrue(message.length() < 250, message);
    }

    @Test
    void malformedJsonIsSaidToBeSo() {
        assertTrue(refused("add", "{\"value\":1,").contains("no valid JSON"));
        assertTrue(refused("add", "").contains("must be a JSON object, but is empty"));
        assertTrue(refused("add", "[1]").contains("must be a JSON object, but is [1]"));
        assertTrue(refused("add", "{\"value\":1,\"state\":2} x").contains("no valid JSON"));
        assertTrue(refused("add", "{\"value\":1,\"state\":2}{}").contains("text follows"));
        assertTrue(refused("add", "{\"value\":1,\"value\":1,\"state\":2}").contains("'value' is given twice"));
    }

    @Test
    void whatTheFunctionThrowsComesOutAsItIs() {
        assertThrows(TerminalException.class, () -> invoke("fails", "{}"));
        assertThrows(TerminalException.class, () -> invoke("laterFails", "{}"));
        assertThrows(StackOverflowError.class, () -> invoke("overflows", "{}"));
    }

    @Test
    void anInterruptEndsTheWaitForAnAsynchronousResult() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> invoke("never", "{}"));
        assertTrue(!Thread.interrupted());
    }

    @Test
    void aResultThatCannotBeWrittenIsABadResult() {
        BadResultException error = assertThrows(BadResultException.class, () -> invoke("circle", "{}"));
        assertTrue(String.valueOf(error.getMessage()).contains("java.util.ArrayList cannot be written as JSON"));
    }

    @Test
    void aResultOverTheLimitSaysSizeLimitAndSetting() throws Exception {
        BadResultException error = assertThrows(
                BadResultException.class, () -> binding.call("large", "{}".getBytes(StandardCharsets.UTF_8), 1001));
        assertEquals(
                "Result of 1002 bytes is over the limit of 1001 bytes. Return less, or raise hearth.dispatch.payload-limit.",
                error.getMessage());
        assertEquals(
                1002,
                binding.call("large", "{}".getBytes(StandardCharsets.UTF_8), 1002)
                        .json()
                        .length);
    }

    @Test
    void anUnknownFunctionIsNamedWithTheKnownOnes() {
        HearthException error = assertThrows(HearthException.class, () -> invoke("ad", "{}"));
        assertTrue(String.valueOf(error.getMessage()).contains("Known functions are: add, circle, "));
    }

    @Test
    void argumentsAreWrittenAsTheyAreRead() throws Exception {
        List<ParameterSpec> parameters = List.of(
                parameter("text", String.class),
                parameter("ratio", double.class),
                parameter("items", itemsType()),
                parameter("day", optionalDayType()));
        byte[] json = binding.encodeArguments(parameters, new @Nullable Object[] {
            "\"quoted\"", Double.NaN, List.of(new Functions.Item("x", 1)), Optional.of(LocalDate.of(2026, 1, 2))
        });
        assertEquals(
                "\"\\\"quoted\\\" NaN [Item[name=x, weight=1]] Optional[2026-01-02]\"",
                new String(binding.call("mixed", json, 10_000).json(), StandardCharsets.UTF_8));
    }

    @Test
    void commonArgumentsAreWrittenPlainly() {
        List<ParameterSpec> parameters = List.of(
                parameter("i", int.class),
                parameter("l", long.class),
                parameter("b", boolean.class),
                parameter("s", String.class),
                parameter("n", String.class));
        byte[] json = binding.encodeArguments(parameters, new @Nullable Object[] {1, 2L, true, "ü", null});
        assertEquals("{\"i\":1,\"l\":2,\"b\":true,\"s\":\"ü\",\"n\":null}", new String(json, StandardCharsets.UTF_8));
        assertEquals("{}", new String(binding.encodeArguments(List.of(), new Object[0]), StandardCharsets.UTF_8));
    }

    @Test
    void anArgumentThatCannotBeWrittenIsNamed() {
        BadInputException error = assertThrows(
                BadInputException.class,
                () -> binding.encodeArguments(
                        List.of(parameter("fine", int.class), parameter("bad", Object.class)),
                        new Object[] {1, new Functions().circle()}));
        assertTrue(String.valueOf(error.getMessage()).startsWith("Argument 'bad' cannot be written"));
    }

    @Test
    void resultsAreReadAsTheirGenericType() throws Exception {
        byte[] json = "[{\"name\":\"x\",\"weight\":1}]".getBytes(StandardCharsets.UTF_8);
        List<?> items = assertInstanceOf(List.class, binding.decode(itemsType(), json));
        assertEquals(new Functions.Item("x", 1), items.get(0));
        assertNull(binding.decode(void.class, "null".getBytes(StandardCharsets.UTF_8)));
        assertThrows(BadResultException.class, () -> binding.decode(int.class, json));
    }

    private static ParameterSpec parameter(String name, Type type) {
        return new ParameterSpec(name, type, Optional.empty());
    }

    private static Type itemsType() throws NoSuchFieldException {
        return Functions.Mixed.class.getDeclaredField("items").getGenericType();
    }

    private static Type optionalDayType() throws NoSuchFieldException {
        return Functions.Mixed.class.getDeclaredField("day").getGenericType();
    }
}
