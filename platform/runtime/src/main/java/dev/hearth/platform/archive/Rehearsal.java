package dev.hearth.platform.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The run of a process that makes an archive: a replica that starts, joins a platform that it plays itself, and ends, or a command. It runs
 * no task. Its standard input is a pipe that this process holds: the end of that ends a replica, so that it ends with this
 * process, whatever way that ends. A command ends by itself.
 */
final class Rehearsal {
    /** Far more than it takes, even at the lowest priority on a busy machine. */
    private static final long LIMIT_SECONDS = 120;

    private static final int LAST_BYTES = 4000;

    private Rehearsal() {}

    /**
     * Runs it to its end.
     *
     * @param variables adds to those that it inherits
     * @throws IOException if it fails; the message ends with its last lines
     */
    static void run(List<String> command, Consumer<Map<String, String>> variables)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("hearth-rehearsal", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            variables.accept(builder.environment());
            Process process = builder.start();
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException(
                            "its rehearsal has not ended within " + LIMIT_SECONDS + " s" + lastLines(output));
                }
                if (process.exitValue() != 0) {
                    throw new IOException(
                            "its rehearsal ended with exit code " + process.exitValue() + lastLines(output));
                }
            } finally {
                // The JVM has a second one write an AOT cache.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String lastLines(Path output) throws IOException {
        long skip = Math.max(0, Files.size(output) - LAST_BYTES);
        try (InputStream in = Files.newInputStream(output)) {
            in.skipNBytes(skip);
            String text = new String(in.readNBytes(LAST_BYTES), StandardCharsets.UTF_8).strip();
            return text.isEmpty()
                    ? ". It has printed nothing"
                    : ". Its last lines:\n" + text.indent(4).stripTrailing();
        }
    }
}
