package dev.hearth.functions.binding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the input of one function. Safe for use by several threads. */
final class InputReader {
    private final ObjectMapper mapper;
    private final InputFaults faults;
    private final @Nullable ObjectReader reader;
    private final Map<String, ParameterShape> parameters = new LinkedHashMap<>();
    private final @Nullable PlainInput plain;

    /**
     * @param type of the generated input; null for a function without parameters
     */
    InputReader(ObjectMapper mapper, String function, @Nullable JavaType type) {
        this.mapper = mapper;
        this.faults = new InputFaults(mapper, function, parameters);
        this.reader = type == null ? null : mapper.readerFor(type).without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        boolean inOrder = true;
        if (type != null) {
            List<BeanPropertyDefinition> properties =
                    mapper.getDeserializationConfig().introspect(type).findProperties();
            for (BeanPropertyDefinition property : properties) {
                AnnotatedParameter argument = property.getConstructorParameter();
                inOrder &= argument != null && argument.getIndex() == parameters.size();
                parameters.put(
                        property.getName(),
                        new ParameterShape(
                                property.getName(),
                                property.getPrimaryType(),
                                property.isRequired(),
                                parameters.size()));
            }
        }
        this.plain = !inOrder ? null : PlainInput.of(mapper, type, parameters.values());
    }

    /**
     * The input object; null for a function without parameters.
     *
     * @throws BadInputException if the JSON does not fit
     */
    @Nullable
    Object read(byte[] json) {
        try {
            Object made = plain == null ? null : plain.read(json);
            if (made != null) {
                return made;
            }
            check(json);
            return reader == null ? null : reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw faults.unreadable(json, e);
        } catch (IOException e) {
            // Bytes in memory are read: only Jackson's own faults can occur.
            throw new BadInputException("Input cannot be read: " + e.getMessage(), e);
        }
    }

    /** What Jackson would let pass: unknown, missing and doubled parameters, values of another JSON type, text behind the end. */
    private void check(byte[] json) throws IOException {
        boolean[] seen = new boolean[parameters.size()];
        try (JsonParser parser = mapper.getFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw faults.noObject(json);
            }
            String name = parser.nextFieldName();
            while (name != null) {
                ParameterShape parameter = parameters.get(name);
                if (parameter == null) {
                    throw faults.unknown(name);
                }
                if (seen[parameter.number()]) {
                    throw faults.doubled(name);
                }
                seen[parameter.number()] = true;
                JsonToken token = Objects.requireNonNull(parser.nextToken());
                if (!parameter.accepts(token, token == JsonToken.VALUE_STRING ? parser.getText() : "")) {
                    throw faults.wrongType(json, parameter);
                }
                parser.skipChildren();
                name = parser.nextFieldName();
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw faults.textBehind(json, parser.currentTokenLocation().getByteOffset());
            }
        }
        for (ParameterShape parameter : parameters.values()) {
            if (parameter.required() && !seen[parameter.number()]) {
                throw faults.missing(parameter);
            }
        }
    }
}
