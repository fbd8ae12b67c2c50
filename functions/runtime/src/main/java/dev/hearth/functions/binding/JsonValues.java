package dev.hearth.functions.binding;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.hearth.functions.catalog.ParameterSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Values to JSON and back, with a reader and a writer kept for each type that the application names. */
final class JsonValues {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final ObjectMapper mapper;
    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<Type, ObjectWriter> writers = new ConcurrentHashMap<>();

    JsonValues(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    byte[] encodeArguments(List<ParameterSpec> parameters, @Nullable Object[] arguments) {
        byte[] plain = PlainJson.arguments(parameters, arguments);
        if (plain != null) {
            return plain;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        String current = "";
        try (JsonGenerator generator = mapper.getFactory().createGenerator(out)) {
            generator.writeStartObject();
            for (int i = 0; i < arguments.length; i++) {
                ParameterSpec parameter = parameters.get(i);
                current = parameter.name();
                generator.writeFieldName(current);
                write(generator, arguments[i], parameter.type());
            }
            generator.writeEndObject();
        } catch (IOException | RuntimeException e) {
            throw new BadInputException("Argument '" + current + "' cannot be written as JSON: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    private void write(JsonGenerator generator, @Nullable Object value, Type type) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else {
            writer(type).writeValue(generator, value);
        }
    }

    @Nullable
    Object decode(Type type, byte[] json) {
        if (type == void.class || type == Void.class) {
            return null;
        }
        Object number = PlainJson.number(type, json);
        if (number != null) {
            return number;
        }
        try {
            return readers.computeIfAbsent(type, key -> mapper.readerFor(mapper.constructType(key)))
                    .readValue(json);
        } catch (IOException e) {
            throw new BadResultException(
                    "Result cannot be read as " + ParameterShape.typeName(mapper.constructType(type)) + ": "
                            + Excerpt.of(json) + ".",
                    e);
        }
    }

    byte[] encode(@Nullable Object value, Type type, int limit) {
        if (value == null) {
            return NULL;
        }
        byte[] plain = PlainJson.value(value);
        if (plain != null) {
            return plain;
        }
        LimitedOutput out = new LimitedOutput(limit);
        try {
            writer(type).writeValue(out, value);
        } catch (IOException | RuntimeException e) {
            throw new BadResultException(
                    "Result of type " + value.getClass().getName() + " cannot be written as JSON: " + e.getMessage(),
                    e);
        }
        if (out.length() > limit) {
            throw new BadResultException("Result of " + out.length() + " bytes is over the limit of " + limit
                    + " bytes. Return less, or raise hearth.dispatch.payload-limit.");
        }
        return out.toByteArray();
    }

    private ObjectWriter writer(Type type) {
        return writers.computeIfAbsent(
                type, key -> key == Object.class ? mapper.writer() : mapper.writerFor(mapper.constructType(key)));
    }
}
