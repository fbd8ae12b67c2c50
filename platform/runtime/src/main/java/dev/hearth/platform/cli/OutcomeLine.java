package dev.hearth.platform.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.platform.http.ApiJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One line of a map's answer. The value is a part of the line and is not parsed: it goes out as it came.
 *
 * @param value where the value begins in the line; -1 if there is none
 * @param valueEnd where it ends
 * @param error the whole line of a failed element, in the form that is printed
 * @param provenance who ran it, if asked for
 * @param end what became of the map, in its last line
 */
record OutcomeLine(
        int value,
        int valueEnd,
        @Nullable JsonNode error,
        @Nullable JsonNode provenance,
        @Nullable End end) {

    /** A map's last line. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record End(
            String run,
            String state,
            long elements,
            long failed,
            long retried,
            @Nullable Reason error) {}

    /** Why. */
    record Reason(dev.hearth.FailureKind kind, String message) {}

    static OutcomeLine parse(byte[] line) throws IOException {
        int value = -1;
        int valueEnd = -1;
        JsonNode error = null;
        JsonNode provenance = null;
        End end = null;
        try (JsonParser parser = ApiJson.MAPPER.getFactory().createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "value" -> {
                        value = (int) parser.currentTokenLocation().getByteOffset();
                        parser.finishToken();
                        parser.skipChildren();
                        valueEnd = (int) parser.currentLocation().getByteOffset();
                    }
                    case "error" -> error = ApiJson.MAPPER.readTree(parser);
                    case "provenance" -> provenance = ApiJson.MAPPER.readTree(parser);
                    case "end" -> end = ApiJson.MAPPER.readValue(parser, End.class);
                    default -> parser.skipChildren();
                }
            }
        }
        return new OutcomeLine(value, valueEnd, error, provenance, end);
    }
}
