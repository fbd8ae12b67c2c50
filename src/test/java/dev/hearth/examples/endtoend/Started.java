package dev.hearth.examples.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that runs.
 *
 * @param process its JVM
 * @param out the file that takes its standard output
 * @param err the file that takes its standard error
 */
record Started(Process process, Path out, Path err) {
    private static final Pattern SERVING = Pattern.compile("Serving \\S+ at (https?://\\S+)");

    Ended await(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("After " + limit.toSeconds() + " s it still runs. " + this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return new Ended(process.exitValue(), read(out), read(err));
    }

    /** The address of a platform that serves. */
    String url() {
        Waiting.until(
                Duration.ofSeconds(60),
                () -> SERVING.matcher(read(err)).find() || !process.isAlive(),
                () -> "it does not serve. " + this);
        Matcher serving = SERVING.matcher(read(err));
        if (!serving.find()) {
            throw new AssertionError("It ended instead of serving. " + this);
        }
        return serving.group(1);
    }

    /** The results that there are by now. */
    String printed() {
        return read(out);
    }

    /** What it has written to standard error by now. */
    String said() {
        return read(err);
    }

    /** Writes to the command's standard input, from a thread of its own, since the command may let it wait. */
    void feed(String text, boolean last) {
        Thread feeder = new Thread(
                () -> {
                    try {
                        OutputStream input = process.getOutputStream();
                        input.write(text.getBytes(StandardCharsets.UTF_8));
                        input.flush();
                        if (last) {
                            input.close();
                        }
                    } catch (IOException e) {
                        // The command has ended: what it printed is judged by the test.
                    }
                },
                "feeder of " + process.pid());
        feeder.setDaemon(true);
        feeder.start();
    }

    @Override
    public String toString() {
        return "Standard error so far:\n" + read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
