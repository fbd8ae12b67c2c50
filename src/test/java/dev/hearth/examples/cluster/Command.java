package dev.hearth.examples.cluster;

import dev.hearth.architecture.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code scripts/hearth} does, with the application that the build has packaged.
 *
 * @param code its exit code
 * @param out what it has printed
 * @param err what it has said beside that
 */
record Command(int code, String out, String err) {
    private static final Path JAR = SourceTree.ofThisProject().root().resolve("src/target/quarkus-app/quarkus-run.jar");

    /** Runs one to its end. */
    static Command run(Duration limit, Map<String, String> variables, String... arguments) {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        line.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("hearth-it", ".out");
            Path err = Files.createTempFile("hearth-it", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(line)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(variables);
                Process process = builder.start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("'" + String.join(" ", arguments) + "' did not end in " + limit.toSeconds()
                            + " s:\n" + Files.readString(err) + Files.readString(out));
                }
                return new Command(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** This, if it succeeded. */
    Command succeeded() {
        if (code != 0) {
            throw new AssertionError(toString());
        }
        return this;
    }

    @Override
    public String toString() {
        return "exit code " + code + "\n" + err + "\n" + out;
    }
}
