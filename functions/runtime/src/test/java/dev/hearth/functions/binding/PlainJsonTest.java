package dev.hearth.functions.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.functions.catalog.ParameterSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void numbersAreReadAsTheMapperReadsThem() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            int shift = random.nextInt(64);
            long value = random.nextLong() >> shift;
            byte[] json = bytes(Long.toString(value));
            Object asLong = PlainJson.number(long.class, json);
            assertTrue(
                    asLong == null || asLong.equals(MAPPER.readValue(json, long.class)), () -> value + ": " + asLong);
            Object asInt = PlainJson.number(int.class, json);
            assertTrue(asInt == null || asInt.equals(MAPPER.readValue(json, int.class)), () -> value + ": " + asInt);
            assertEquals(Math.abs(value) < 1_000_000_000, asInt != null, () -> "as int: " + value);
        }
    }

    @Test
    void whatIsNoShortWholeNumberIsLeftToTheMapper() {
        for (String json :
                List.of("", "-", "01", "-01", "1.0", "1e3", " 1", "1 ", "+1", "1234567890", "null", "\"1\"")) {
            assertNull(PlainJson.number(int.class, bytes(json)), json);
        }
        assertNull(PlainJson.number(long.class, bytes("1234567890123456789")));
        assertNull(PlainJson.number(double.class, bytes("1")));
        assertEquals(0, PlainJson.number(Integer.class, bytes("0")));
        assertEquals(-1L, PlainJson.number(Long.class, bytes("-1")));
    }

    @Test
    void argumentsAreWrittenAsTheMapperWritesThem() throws IOException {
        List<ParameterSpec> parameters = List.of(parameter("a", int.class), parameter("größe", boolean.class));
        assertEquals(
                Map.of("a", -5, "größe", true),
                MAPPER.readValue(PlainJson.arguments(parameters, new Object[] {-5, true}), Map.class));
        assertEquals("{}", new String(PlainJson.arguments(List.of(), new Object[0]), StandardCharsets.UTF_8));
        assertNull(PlainJson.arguments(parameters, new @Nullable Object[] {1, null}));
        assertNull(PlainJson.arguments(parameters, new Object[] {1, "x"}));
    }

    @Test
    void plainInputsAreKnownAndNothingElseIs() {
        PlainInput input = new PlainInput(List.of(shape("a", int.class), shape("b", long.class)));
        assertTrue(input.fits(bytes("{\"a\":1,\"b\":-123456789012345678}")));
        for (String json : List.of(
                "",
                "{}",
                "{\"a\":1}",
                "{\"b\":1,\"a\":1}",
                "{\"a\":1,\"b\":2",
                "{\"a\":1,\"b\":2}}",
                "{\"a\":1,\"b\":2} ",
                "{\"a\":1,\"b\":2,\"c\":3}",
                "{\"a\":1.5,\"b\":2}",
                "{\"a\":\"1\",\"b\":2}",
                "{\"a\":null,\"b\":2}",
                "{\"a\":1234567890,\"b\":2}",
                "{\"a\":01,\"b\":2}")) {
            assertFalse(input.fits(bytes(json)), json);
        }
        assertFalse(new PlainInput(List.of()).fits(bytes("{}")));
        assertFalse(new PlainInput(List.of(shape("a", int.class), shape("b", String.class))).fits(bytes("{\"a\":1}")));
    }

    private static ParameterSpec parameter(String name, Class<?> type) {
        return new ParameterSpec(name, type, Optional.empty());
    }

    private static ParameterShape shape(String name, Class<?> type) {
        return new ParameterShape(name, MAPPER.constructType(type), true, 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
