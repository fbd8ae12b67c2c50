package dev.hearth.platform.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearth.platform.http.ApiJson;
import java.io.IOException;
import java.io.OutputStream;

/** Prints a workflow's result: an array an element a line, anything else on one line. */
final class ResultPrinter {
    private ResultPrinter() {}

    static void print(byte[] json, OutputStream out) throws IOException {
        try (JsonParser parser = ApiJson.MAPPER.getFactory().createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    line(parser, out);
                }
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                line(parser, out);
            }
        }
        out.flush();
    }

    private static void line(JsonParser parser, OutputStream out) throws IOException {
        JsonGenerator generator = ApiJson.MAPPER
                .getFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        JsonValues.copy(parser, generator);
        generator.close();
        out.write('\n');
    }
}
