package dev.hearth.platform.cli;

import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run on standard error: for a person who watches a bar that is drawn over and over, else a line whenever something
 * has changed. Used by one thread.
 */
final class FollowedRun {
    private static final int BAR = 30;

    private final PrintStream err;
    private final boolean interactive;
    private @Nullable MapProgress last;

    FollowedRun(Terminal terminal) {
        this.err = terminal.err();
        this.interactive = terminal.interactive();
    }

    void draw(RunRecord run) {
        MapProgress progress = run.progress();
        double seconds = Duration.between(run.started(), Instant.now()).toMillis() / 1e3;
        if (interactive) {
            err.print("\r" + bar(progress) + " " + RunProgress.text(progress, seconds) + "\u001b[K");
            err.flush();
        } else if (!progress.equals(last)) {
            err.println(RunProgress.text(progress, seconds));
        }
        last = progress;
    }

    /** Clears the bar for what comes next. */
    void end() {
        if (interactive) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    /** How much of what is known so far is done: a map whose elements still come may get a shorter bar again. */
    static String bar(MapProgress progress) {
        long all = progress.submitted();
        long done = progress.succeeded() + progress.failed();
        int filled = all == 0 ? 0 : (int) Math.min(BAR, done * BAR / all);
        return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]"
                + String.format(Locale.ROOT, " %3d %%", all == 0 ? 0 : done * 100 / all);
    }
}
