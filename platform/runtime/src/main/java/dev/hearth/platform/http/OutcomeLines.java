package dev.hearth.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hearth.FailureKind;
import dev.hearth.Provenance;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.run.MapSink;
import dev.hearth.platform.run.RunRecord;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A map's outcomes as NDJSON. */
final class OutcomeLines implements MapSink {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

    private final ResponseLines out;
    private final boolean provenance;

    OutcomeLines(ResponseLines out, boolean provenance) {
        this.out = out;
        this.provenance = provenance;
    }

    @Override
    public void accept(long index, byte @Nullable [] value, @Nullable Failure failure, Provenance who)
            throws InterruptedException {
        Buffer line = Buffer.buffer(64).appendString("{\"index\":").appendString(Long.toString(index));
        if (failure == null) {
            line.appendString(",\"value\":").appendBytes(oneLine(value == null ? NULL : value));
        } else {
            line.appendString(",\"error\":").appendBytes(Problem.json(new Reason(failure.kind(), failure.message())));
        }
        if (provenance) {
            line.appendString(",\"provenance\":").appendBytes(Problem.json(Ran.of(who)));
        }
        out.write(line.appendString("}\n"));
    }

    /** The last line: what became of it all, or how far it is. */
    static Buffer end(RunRecord run, @Nullable Throwable thrown) {
        Reason error = thrown == null ? null : new Reason(Problem.kind(thrown), Problem.message(thrown));
        End end = new End(
                run.id(),
                run.state(),
                run.progress().submitted(),
                run.progress().failed(),
                run.progress().retried(),
                error);
        return Buffer.buffer("{\"end\":").appendBytes(Problem.json(end)).appendString("}\n");
    }

    /** A newline inside JSON text can only be white space between its tokens. */
    private static byte[] oneLine(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                byte[] line = json.clone();
                for (int j = i; j < line.length; j++) {
                    if (line[j] == '\n' || line[j] == '\r') {
                        line[j] = ' ';
                    }
                }
                return line;
            }
        }
        return json;
    }

    /** Why an element or the map failed. */
    private record Reason(FailureKind kind, String message) {}

    /** Who ran an element, with its times in milliseconds. */
    private record Ran(
            String replica,
            int attempts,
            boolean cold,
            long queuedMillis,
            long runMillis,
            int cacheHits,
            int cacheMisses) {
        static Ran of(Provenance who) {
            return new Ran(
                    who.replica(),
                    who.attempts(),
                    who.cold(),
                    who.queued().toMillis(),
                    who.running().toMillis(),
                    who.cacheHits(),
                    who.cacheMisses());
        }
    }

    /** The numbers of a map. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record End(
            String run,
            String state,
            long elements,
            long failed,
            long retried,
            @Nullable Reason error) {}
}
