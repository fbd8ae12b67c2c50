package dev.hearth.platform.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hearth.platform.http.ApiJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Copies JSON from a parser to a generator, value by value, without holding one, and numbers to their last digit. */
final class JsonValues {
    private JsonValues() {}

    /** An object of texts. */
    static byte[] bytes(Map<String, String> fields) {
        try {
            return ApiJson.MAPPER.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the value that the parser stands at; afterwards it stands at that value's end. */
    static void copy(JsonParser parser, JsonGenerator generator) throws IOException {
        int depth = 0;
        do {
            if (parser.currentToken().isNumeric()) {
                generator.writeNumber(parser.getText());
            } else {
                generator.copyCurrentEvent(parser);
            }
            if (parser.currentToken().isStructStart()) {
                depth++;
            } else if (parser.currentToken().isStructEnd()) {
                depth--;
            }
        } while (depth > 0 && parser.nextToken() != null);
    }
}
