package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import io.vertx.core.Context;
import org.jspecify.annotations.Nullable;

/** Cancels a map whose client went away, be it before or after the map could start. Runs on one event loop. */
final class Departure {
    private final Context context;
    private final Errands errands;
    private final ResponseLines lines;
    private final LineStream input;
    private @Nullable RunHandle run;
    private boolean gone;

    Departure(Context context, Errands errands, ResponseLines lines, LineStream input) {
        this.context = context;
        this.errands = errands;
        this.lines = lines;
        this.input = input;
    }

    void watch(RunHandle started) {
        run = started;
        if (gone) {
            cancel(started);
        }
    }

    void gone() {
        gone = true;
        lines.gone();
        RunHandle started = run;
        if (started != null) {
            cancel(started);
        }
        input.close();
    }

    private void cancel(RunHandle started) {
        if (!started.result().isDone()) {
            var unused = errands.run(context, () -> {
                started.cancel("the client went away");
                return true;
            });
        }
    }
}
