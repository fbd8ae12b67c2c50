package dev.hearth.examples.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Pattern SERVING = Pattern.compile("Serving \\S+ at (http://\\S+)");

    Ended await(Duration limit) {
        Waiting.until(limit, () -> !process.isAlive(), () -> "it still runs. " + this);
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

    /** How many bytes of results there are by now. */
    long printed() {
        try {
            return Files.size(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
