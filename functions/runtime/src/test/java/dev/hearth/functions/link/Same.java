package dev.hearth.functions.link;

import java.lang.reflect.RecordComponent;
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

    private static @Nullable Object read(Record one, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(one);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
