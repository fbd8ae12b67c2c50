package dev.hearth.examples.endtoend;

import dev.hearth.architecture.SourceTree;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts the packaged application with the JDK of the system property {@code hearth.it.java}, or the one that runs the test, and ends
 * what it started: after each test as an instance field, after all as a static one. Then whatever else still runs was left behind, and so
 * was what is in the folder for temporary files: either fails the test.
 */
final class Hearth implements AfterEachCallback, AfterAllCallback {
    static final Duration LIMIT = Duration.ofMinutes(3);

    /** The exit code of a command that a test has killed, which could not remove its own temporary files. */
    private static final int KILLED = 128 + 9;

    /** The first JDK that warns about what Netty does. */
    private static final int NOISY_RELEASE = 24;

    /** Most of a test's time is start-up, which these shorten; what they cost in speed afterwards does not matter here. */
    private static final List<String> QUICK_START = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Tests share the archives that the application's replicas and commands start from: what one test does not make, others need not wait for. */
    private static final AtomicBoolean trained = new AtomicBoolean();

    private final Path jar;
    private final String javaHome = System.getProperty("hearth.it.java", System.getProperty("java.home"));
    private final String mark = UUID.randomUUID().toString();
    private final Marked marked = new Marked("HEARTH_IT_MARK=" + mark);
    private final Map<String, String> variables = new HashMap<>();
    private final AtomicInteger commands = new AtomicInteger();
    private final List<Process> started = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final Path temporary;
    private final boolean shared;

    private Hearth(Path jar, boolean shared) {
        this.jar = jar;
        this.shared = shared;
        try {
            folder = Files.createTempDirectory("hearth-it");
            temporary = Files.createDirectory(folder.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        variables.put("HEARTH_IT_MARK", mark);
        variables.put("HEARTH_STATE", folder.toString());
        variables.put("JAVA_HOME", javaHome);
        variables.put("HEARTH_JAVA_OPTIONS", String.join(" ", QUICK_START) + " " + temporaryFolder());
        variables.put("HEARTH_PROCESS_JVM_OPTIONS", String.join(" ", QUICK_START));
        // Other tests run beside, before which replicas would let everything go.
        variables.put("HEARTH_PROCESS_NICENESS", "0");
    }

    static Hearth forOneTest() {
        return new Hearth(packaged(), false).trained();
    }

    static Hearth forAllTests() {
        return new Hearth(packaged(), true).trained();
    }

    /** Of a copy of the application, with a state of its own. */
    static Hearth forOneTestOf(Path jar) {
        return new Hearth(jar, false);
    }

    /** The jar that the build has packaged. */
    static Path packaged() {
        return SourceTree.ofThisProject().root().resolve("src/target/quarkus-app/quarkus-run.jar");
    }

    private Hearth trained() {
        if (trained.compareAndSet(false, true)) {
            run("train");
        }
        return this;
    }

    /** Sets a variable for what is started from now on. */
    Hearth with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Runs a command to its end. */
    Ended run(String... arguments) {
        return start(arguments).await(LIMIT);
    }

    /** Runs a command that reads this from its standard input, to its end. */
    Ended runWithInput(String input, String... arguments) {
        return startWithInput(file("input", input), arguments).await(LIMIT);
    }

    Started start(String... arguments) {
        return startWithInput(file("input", ""), arguments);
    }

    /** Starts a command that reads a file from its standard input. */
    Started startWithInput(Path input, String... arguments) {
        return start(java(arguments), Redirect.from(input.toFile()));
    }

    /** Starts a command that reads what the test writes to the process. */
    Started startWithPipe(String... arguments) {
        return start(java(arguments), Redirect.PIPE);
    }

    /** Where what is started keeps its state and its output; it goes with what was started. */
    Path folder() {
        return folder;
    }

    /** The packaged application. */
    Path jar() {
        return jar;
    }

    private List<String> java(String... arguments) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException("Application '" + jar + "': it is not there. Run 'package' first.");
        }
        List<String> command =
                new ArrayList<>(List.of(Path.of(javaHome, "bin", "java").toString()));
        command.addAll(archived());
        command.addAll(QUICK_START);
        command.add(temporaryFolder());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The options that {@code scripts/hearth} adds for this JDK and for the archive that {@code train} has made for commands. */
    private List<String> archived() {
        List<String> options = new ArrayList<>();
        String version = javaVersion();
        if (Integer.parseInt(version.split("\\D", 2)[0]) >= NOISY_RELEASE) {
            options.add("--enable-native-access=ALL-UNNAMED");
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        commandArchive(version)
                .ifPresent(archive -> options.addAll(
                        archive.toString().endsWith(".aot")
                                ? List.of("-XX:AOTCache=" + archive, "-Xlog:aot*=off")
                                : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off")));
        return options;
    }

    private String javaVersion() {
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(javaHome, "release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }

    /** The archive that this JDK's commands start from, if {@code train} has made it. */
    Optional<Path> commandArchive() {
        return commandArchive(javaVersion());
    }

    private Optional<Path> commandArchive(String version) {
        Path archives = jar.resolveSibling("hearth-archive");
        if (!Files.isDirectory(archives)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(
                            file -> file.toString().matches(".*-command-" + Pattern.quote(version) + "\\.(jsa|aot)"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replicas take it over, as every system property of their platform's. */
    private String temporaryFolder() {
        return "-Djava.io.tmpdir=" + temporary;
    }

    /** Runs a script of a user's shell to its end. What it calls takes the application as this build has packaged it. */
    Ended shell(String script) {
        try {
            Files.writeString(jar.resolveSibling("../built-by-scripts"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path input = file("input", "");
        return start(List.of("bash", file("sh", script).toString()), Redirect.from(input.toFile()))
                .await(LIMIT);
    }

    private Started start(List<String> command, Redirect input) {
        int number = commands.incrementAndGet();
        Path out = folder.resolve(number + ".out");
        Path err = folder.resolve(number + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            started.add(process);
            return new Started(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(commands.incrementAndGet() + "." + name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Marked processes() {
        return marked;
    }

    /** Nothing that a command started lives on. */
    void assertNothingRuns() {
        Waiting.until(
                Duration.ofSeconds(30),
                () -> marked.processes().isEmpty(),
                () -> "still running: "
                        + marked.processes().stream().map(Marked::commandLine).toList());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) {
            end();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end();
    }

    /** What {@link #afterEach} does, for a test that made this itself. */
    void end() {
        started.forEach(Process::destroy);
        try {
            assertNothingRuns();
            if (started.stream().noneMatch(process -> process.onExit().join().exitValue() == KILLED)) {
                assertNoTemporaryFiles();
            }
        } finally {
            endAll();
        }
    }

    private void assertNoTemporaryFiles() {
        try (Stream<Path> files = Files.walk(temporary)) {
            // Vert.x has one folder for all its processes, in which each makes and removes its own.
            List<Path> left = files.filter(
                            file -> !file.equals(temporary) && !file.equals(temporary.resolve("vertx-cache")))
                    .toList();
            if (!left.isEmpty()) {
                throw new AssertionError("Temporary files left behind: " + left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endAll() {
        Waiting.until(
                Duration.ofSeconds(10),
                () -> {
                    marked.processes().forEach(ProcessHandle::destroyForcibly);
                    return marked.processes().isEmpty();
                },
                () -> "cannot end " + marked.processes());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
