package dev.hearth.platform.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearth.platform.http.ApiJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;

/**
 * A map's elements as NDJSON, from NDJSON or from one JSON array: the first character that is not blank tells which. Nothing is
 * held but a few kilobytes.
 */
final class ElementReader {
    private ElementReader() {}

    /** Reads all of the input. Errors of the input are {@link CommandFailure}s, errors of the output come out as they are. */
    static void copy(InputStream source, OutputStream lines) throws IOException {
        PushbackInputStream in = new PushbackInputStream(source, 1);
        int first = in.read();
        while (first == ' ' || first == '\t' || first == '\n' || first == '\r') {
            // White space goes through, so that the lines keep the numbers that the user sees.
            lines.write(first);
            first = in.read();
        }
        if (first == -1) {
            return;
        }
        in.unread(first);
        if (first == '[') {
            array(in, lines);
        } else {
            lines(in, lines);
        }
    }

    private static void lines(InputStream in, OutputStream lines) throws IOException {
        byte[] piece = new byte[1 << 14];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            lines.write(piece, 0, length);
            if (in.available() == 0) {
                // What is there shall run while whoever writes the rest takes a rest.
                lines.flush();
            }
        }
    }

    private static void array(InputStream in, OutputStream lines) throws IOException {
        long elements = 0;
        try (JsonParser parser =
                ApiJson.MAPPER.getFactory().createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonGenerator line = ApiJson.MAPPER
                        .getFactory()
                        .createGenerator(lines)
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
                JsonValues.copy(parser, line);
                line.close();
                lines.write('\n');
                elements++;
                if (in.available() == 0) {
                    // Whoever writes the array bit by bit wants each element run at once.
                    lines.flush();
                }
            }
            if (parser.nextToken() != null) {
                throw CommandFailure.usage("Cannot read the input: there is more after the array's end, at line "
                        + parser.currentTokenLocation().getLineNr()
                        + ". An array is the whole input; lines that are arrays themselves must stand in one array.");
            }
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage("Cannot read element " + elements + ": it is not JSON: " + ApiJson.reason(e)
                    + " at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ".");
        }
    }
}
