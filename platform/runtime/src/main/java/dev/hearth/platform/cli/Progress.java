package dev.hearth.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A line about how far a map is, drawn over and over; only for a person who watches. */
final class Progress {
    private static final long EVERY_NANOS = 100_000_000;

    private final PrintStream err;
    private final boolean shown;
    private final LongSupplier clock;
    private final long started;
    private final Set<String> replicas = new HashSet<>();
    private long drawn;
    private long done;
    private long failed;
    private long retried;

    Progress(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    Progress(Terminal terminal, LongSupplier clock) {
        this.err = terminal.err();
        this.shown = terminal.interactive();
        this.clock = clock;
        this.started = clock.getAsLong();
        this.drawn = started - EVERY_NANOS;
        draw();
    }

    void settled(boolean failure, @Nullable JsonNode provenance) {
        done++;
        if (failure) {
            failed++;
        }
        if (provenance != null) {
            replicas.add(provenance.path("replica").asText());
            if (provenance.path("attempts").asInt() > 1) {
                retried++;
            }
        }
        draw();
    }

    /** The last numbers stay on the screen. */
    void end() {
        if (shown) {
            drawn = clock.getAsLong() - EVERY_NANOS;
            draw();
            err.println();
        }
    }

    private void draw() {
        long now = shown ? clock.getAsLong() : 0;
        if (!shown || now - drawn < EVERY_NANOS) {
            return;
        }
        drawn = now;
        double seconds = Math.max((now - started) / 1e9, 1e-3);
        err.print(String.format(
                Locale.ROOT,
                "\r%,d done  %,.0f/s  %,d failed  %,d retried  %d replicas  %.1f s\u001b[K",
                done,
                done / seconds,
                failed,
                retried,
                replicas.size(),
                seconds));
        err.flush();
    }
}
