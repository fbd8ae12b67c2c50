package dev.hearth.functions.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of an input that does not fit. Only reached when it does not, so it may parse again. */
final class InputFaults {
    private final ObjectMapper mapper;
    private final String function;
    private final Map<String, ParameterShape> parameters;

    InputFaults(ObjectMapper mapper, String function, Map<String, ParameterShape> parameters) {
        this.mapper = mapper;
        this.function = function;
        this.parameters = parameters;
    }

    BadInputException noObject(byte[] json) {
        return fault("it must be a JSON object, but is " + Excerpt.of(json) + ". " + known());
    }

    BadInputException unknown(String name) {
        return fault("parameter '" + Excerpt.of(name) + "' is unknown. " + known());
    }

    BadInputException doubled(String name) {
        return fault("parameter '" + name + "' is given twice.");
    }

    BadInputException missing(ParameterShape parameter) {
        return fault("parameter '" + parameter.name() + "' (" + parameter.typeName() + ") is missing. " + known());
    }

    BadInputException wrongType(byte[] json, ParameterShape parameter) {
        String found;
        try {
            found = Excerpt.of(mapper.readTree(json).path(parameter.name()).toString());
        } catch (java.io.IOException e) {
            return malformed(json, e instanceof JsonProcessingException fault ? fault : null);
        }
        return fault("parameter '" + parameter.name() + "' must be of type " + parameter.typeName() + ", but is "
                + found + ".");
    }

    BadInputException textBehind(byte[] json, long offset) {
        return fault("text follows the JSON object: " + Excerpt.around(json, offset) + ".");
    }

    BadInputException unreadable(byte[] json, JsonProcessingException cause) {
        if (!(cause instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return malformed(json, cause);
        }
        List<JsonMappingException.Reference> path = mapping.getPath();
        ParameterShape parameter = parameters.get(String.valueOf(path.get(0).getFieldName()));
        if (parameter == null) {
            return malformed(json, cause);
        }
        StringBuilder place = new StringBuilder();
        JsonNode found = follow(json, path, place);
        String type = path.size() > 1
                        && cause instanceof MismatchedInputException mismatch
                        && mismatch.getTargetType() != null
                ? ParameterShape.typeName(mapper.constructType(mismatch.getTargetType()))
                : parameter.typeName();
        String where = path.size() == 1
                ? "parameter '" + parameter.name() + "'"
                : "parameter '" + parameter.name() + "' (" + parameter.typeName() + "), at '" + place + "',";
        String value = found == null || found.isMissingNode() ? "missing" : Excerpt.of(found.toString());
        return new BadInputException(
                "Input of '" + function + "': " + where + " must be of type " + type + ", but is " + value + " ("
                        + firstSentence(cause) + ").",
                cause);
    }

    private @Nullable JsonNode follow(byte[] json, List<JsonMappingException.Reference> path, StringBuilder place) {
        JsonNode node = null;
        try {
            node = mapper.readTree(json);
        } catch (java.io.IOException e) {
            // It was readable as far as the fault: the place is said without the value.
            place.append("?");
        }
        for (JsonMappingException.Reference step : path) {
            String field = step.getFieldName();
            if (field != null) {
                place.append(place.length() == 0 ? "" : ".").append(field);
                node = node == null ? null : node.path(field);
            } else {
                place.append('[').append(step.getIndex()).append(']');
                node = node == null ? null : node.path(step.getIndex());
            }
        }
        return node;
    }

    private BadInputException malformed(byte[] json, @Nullable JsonProcessingException cause) {
        if (cause == null) {
            return fault("it is no valid JSON: " + Excerpt.of(json) + ".");
        }
        long offset = cause.getLocation() == null ? 0 : cause.getLocation().getByteOffset();
        String column = cause.getLocation() == null
                ? ""
                : " at column " + cause.getLocation().getColumnNr();
        return new BadInputException(
                "Input of '" + function + "': it is no valid JSON" + column + " (" + firstSentence(cause) + "): "
                        + Excerpt.around(json, offset) + ".",
                cause);
    }

    private static String firstSentence(JsonProcessingException cause) {
        String message = String.valueOf(cause.getOriginalMessage());
        int end = message.indexOf('\n');
        return Excerpt.of(end < 0 ? message : message.substring(0, end));
    }

    private String known() {
        return parameters.isEmpty()
                ? "It takes no parameters."
                : "Known parameters are: " + String.join(", ", parameters.keySet()) + ".";
    }

    private BadInputException fault(String why) {
        return new BadInputException("Input of '" + function + "': " + why);
    }
}
