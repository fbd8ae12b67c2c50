package dev.hearth.platform.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.BoundArguments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundEncoderTest {
    private final BoundEncoder encoder = new BoundEncoder(new JsonBinding(new ObjectMapper()), task(), "run");

    static int evaluate(int value, List<String> model, int state) {
        return value + model.size() + state;
    }

    private static TaskSpec task() {
        try {
            return new TaskSpec(
                    "env.evaluate",
                    "env",
                    BoundEncoderTest.class.getDeclaredMethod("evaluate", int.class, List.class, int.class),
                    List.of(
                            new ParameterSpec("value", int.class, Optional.empty()),
                            new ParameterSpec("model", List.class, Optional.empty()),
                            new ParameterSpec("state", int.class, Optional.empty())),
                    int.class,
                    false,
                    RetryPolicy.NONE,
                    Duration.ZERO,
                    Duration.ZERO);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void whatTheSecondElementSharesWithTheFirstIsEncodedOnce() {
        List<String> model = List.of("m");
        assertNull(encoder.encode(new Object[] {1, model, 300}).bound());
        BoundEncoder.Encoded second = encoder.encode(new Object[] {2, model, 300});
        BoundArguments bound = second.bound();
        assertNotNull(bound);
        assertEquals("{\"model\":[\"m\"],\"state\":300}", text(bound.input()));
        assertEquals("{\"value\":2}", text(second.input()));
        assertSame(bound, encoder.encode(new Object[] {3, model, 300}).bound());
    }

    @Test
    void anElementThatDiffersLaterIsSentWhole() {
        List<String> model = List.of("m");
        encoder.encode(new Object[] {1, model, 3});
        encoder.encode(new Object[] {2, model, 3});
        BoundEncoder.Encoded other = encoder.encode(new Object[] {3, model, 4});
        assertNull(other.bound());
        assertEquals("{\"value\":3,\"model\":[\"m\"],\"state\":4}", text(other.input()));
    }

    @Test
    void anEqualButDifferentMutableObjectIsNotBound() {
        encoder.encode(new Object[] {1, new ArrayList<>(List.of("m")), 3});
        BoundArguments bound = encoder.encode(new Object[] {2, new ArrayList<>(List.of("m")), 3})
                .bound();
        assertNotNull(bound);
        assertEquals("{\"state\":3}", text(bound.input()));
    }

    @Test
    void aMapWhoseElementsShareNothingHasNothingBound() {
        encoder.encode(new Object[] {1, new ArrayList<>(), 3});
        assertNull(encoder.encode(new Object[] {2, new ArrayList<>(), 4}).bound());
    }
}
