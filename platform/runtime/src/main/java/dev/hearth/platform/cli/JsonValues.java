package dev.hearth.platform.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Copies JSON from a parser to a generator, value by value, without holding one, and numbers to their last digit. */
final class JsonValues {
    private JsonValues() {}

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
