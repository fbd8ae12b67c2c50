package dev.hearth.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.platform.http.ApiJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a map's outcomes: a value a line, failed elements as {@code {"error":...}}. */
final class MapPrinter {
    private final OutputStream out;
    private final Progress progress;
    private OutcomeLine.@Nullable End end;

    MapPrinter(OutputStream out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    /** The map's last line, once it came. */
    OutcomeLine.@Nullable End end() {
        return end;
    }

    void line(byte[] line, boolean last) throws IOException {
        OutcomeLine outcome = OutcomeLine.parse(line);
        JsonNode error = outcome.error();
        if (outcome.end() != null) {
            end = outcome.end();
        } else if (error != null) {
            out.write(ApiJson.MAPPER.writeValueAsBytes(Map.of("error", error)));
            out.write('\n');
            progress.settled(true, outcome.provenance());
        } else {
            out.write(line, outcome.value(), outcome.valueEnd() - outcome.value());
            out.write('\n');
            progress.settled(false, outcome.provenance());
        }
        if (last || end != null) {
            out.flush();
        }
    }
}
