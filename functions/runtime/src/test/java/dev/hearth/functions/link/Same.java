package dev.hearth.functions.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records with arrays, as text: their own equals compares arrays by identity. */
final class Same {
    private Same() {}

    static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof long[] numbers) {
            return Arrays.toString(numbers);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Same::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Record one && value.getClass().getPackage().equals(Same.class.getPackage())) {
            return one.getClass().getSimpleName()
                    + Arrays.stream(one.getClass().getRecordComponents())
                            .map(component -> component.getName() + "=" + text(read(one, component)))
                            .collect(Collectors.joining(", ", "(", ")"));
        }
        return String.valueOf(value);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void assertSays(String part, Throwable error) {
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains(part), message);
    }

    private static @Nullable Object read(Record one, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(one);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
