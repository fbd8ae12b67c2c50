package dev.hearth.functions.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.hearth.functions.catalog.ParameterSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
        List<ParameterSpec> parameters = List.of(parameter("a", int.class), parameter("long_$1", boolean.class));
        for (boolean truth : new boolean[] {true, false}) {
            assertEquals(
                    MAPPER.readTree("{\"a\":-5,\"long_$1\":" + truth + "}"),
                    MAPPER.readTree(PlainJson.arguments(parameters, new Object[] {-5, truth})));
        }
        assertEquals("{}", new String(PlainJson.arguments(List.of(), new Object[0]), StandardCharsets.UTF_8));
        assertNull(PlainJson.arguments(parameters, new @Nullable Object[] {1, null}));
        assertNull(PlainJson.arguments(parameters, new Object[] {1, "x"}));
        assertNull(PlainJson.arguments(List.of(parameter("größe", int.class)), new Object[] {1}));
    }

    @Test
    void wholeNumbersAreWrittenInFull() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertEquals(Long.toString(value), text(PlainJson.value(value)));
            assertEquals(Integer.toString((int) value), text(PlainJson.value((int) value)));
        }
        for (long value : new long[] {0, 9, 10, -1, -10, Integer.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertEquals(Long.toString(value), text(PlainJson.value(value)));
        }
        assertNull(PlainJson.value(1.5));
    }

    private static String text(byte @Nullable [] json) {
        return new String(Objects.requireNonNull(json), StandardCharsets.US_ASCII);
    }

    /** An input class. */
    public record Both(int a, long b) {}

    @Test
    void plainInputsAreMadeAndNothingElseIs() {
        List<ParameterShape> both = List.of(shape("a", int.class), shape("b", long.class));
        PlainInput input = Objects.requireNonNull(PlainInput.of(MAPPER, type(Both.class), both));
        assertEquals(new Both(1, -123456789012345678L), input.read(bytes("{\"a\":1,\"b\":-123456789012345678}")));
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
            assertNull(input.read(bytes(json)), json);
        }
        assertNull(PlainInput.of(MAPPER, null, List.of()));
        assertNull(PlainInput.of(MAPPER, type(Both.class), List.of(shape("b", long.class), shape("a", int.class))));
        assertNull(PlainInput.of(MAPPER, type(Both.class), List.of(shape("a", int.class), shape("b", String.class))));
    }

    @Test
    void numbersThatTheApplicationReadsInItsOwnWayAreLeftToTheMapper() {
        SimpleModule hexadecimal = new SimpleModule();
        hexadecimal.addDeserializer(int.class, new StdDeserializer<>(int.class) {
            @Override
            public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return Integer.parseInt(parser.getText(), 16);
            }
        });
        ObjectMapper own = new ObjectMapper().registerModule(hexadecimal);
        assertNull(PlainInput.of(own, type(Both.class), List.of(shape("a", int.class), shape("b", long.class))));
    }

    private static ParameterSpec parameter(String name, Class<?> type) {
        return new ParameterSpec(name, type, Optional.empty());
    }

    private static ParameterShape shape(String name, Class<?> type) {
        return new ParameterShape(name, type(type), true, 0);
    }

    private static JavaType type(Class<?> type) {
        return MAPPER.constructType(type);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
