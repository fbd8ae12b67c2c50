package dev.hearth.platform.provision;

import dev.hearth.functions.secret.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Splits a process's output into lines, without ever holding more than one line and the last few. */
final class OutputReader {
    /** A longer line is cut: the rest of it is dropped. */
    static final int MAX_LINE_BYTES = 16 * 1024;

    /** How many lines are kept for the reason of the process's end: a JVM's report of its own crash has up to 25. */
    static final int LAST_LINES = 30;

    private static final String CUT = "… (cut)";

    private final Consumer<String> lines;
    private final Secrets secrets;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final Deque<String> last = new ArrayDeque<>();
    private boolean cut;

    /**
     * @param lines takes each line
     * @param secrets what no line may show
     */
    OutputReader(Consumer<String> lines, Secrets secrets) {
        this.lines = lines;
        this.secrets = secrets;
    }

    /** Reads to the end of the stream. An error of the stream counts as its end: that is how some systems say that the process is gone. */
    void readAll(InputStream output) {
        byte[] buffer = new byte[8192];
        try {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                accept(buffer, n);
            }
        } catch (IOException gone) {
            // The end, as far as lines go.
        }
        if (line.size() > 0) {
            endLine();
        }
    }

    /** The last lines so far. Safe to call from any thread. */
    List<String> lastLines() {
        synchronized (last) {
            return new ArrayList<>(last);
        }
    }

    private void accept(byte[] buffer, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                add(buffer, from, i - from);
                endLine();
                from = i + 1;
            }
        }
        add(buffer, from, length - from);
    }

    private void add(byte[] buffer, int from, int length) {
        int kept = Math.min(length, MAX_LINE_BYTES - line.size());
        line.write(buffer, from, kept);
        cut |= kept < length;
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (!secrets.isEmpty()) {
            // A character that was cut in two would hide the value before it.
            text = cut ? secrets.maskCut(text.replaceFirst("\uFFFD+$", "")) : secrets.mask(text);
        }
        if (cut) {
            text += CUT;
            cut = false;
        }
        synchronized (last) {
            if (last.size() == LAST_LINES) {
                last.removeFirst();
            }
            last.addLast(text);
        }
        lines.accept(text);
    }
}
