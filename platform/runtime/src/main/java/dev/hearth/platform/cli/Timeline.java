package dev.hearth.platform.cli;

import dev.hearth.platform.run.RunRecord;
import java.io.PrintStream;

final class Timeline {
    private Timeline() {}

    static void print(RunRecord run, PrintStream err) {
        err.print(text(run));
    }

    static String text(RunRecord run) {
        return run.toString();
    }
}
