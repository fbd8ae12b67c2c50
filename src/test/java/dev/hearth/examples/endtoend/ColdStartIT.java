package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The class archives that replicas and commands start from, with copies of the application: one that is trained once, for all tests that
 * need no more than that, and one of its own for each of the others.
 */
class ColdStartIT {
    private static final List<String> HELLO = List.of("run", "hello-world", "--verbose", "--provisioner", "process");

    private static Path trained;
    private static Ended listedBefore;
    private static Ended made;

    private final Path folder;
    private Path application;
    private Hearth hearth;

    ColdStartIT(@TempDir Path folder) {
        this.folder = folder;
        application = trained;
        hearth = of(application);
    }

    @BeforeAll
    static void train(@TempDir Path folder) throws IOException {
        trained = copyOfTheApplication(folder);
        Hearth first = Hearth.forOneTestOf(trained.resolve("quarkus-run.jar"));
        try {
            listedBefore = first.run("list");
            made = first.run("train");
        } finally {
            first.end();
        }
    }

    @AfterEach
    void end() {
        hearth.end();
    }

    /** Instead of the trained one. */
    private void useAnUntrained() throws IOException {
        hearth.end();
        application = copyOfTheApplication(folder);
        hearth = of(application);
    }

    private Hearth of(Path copy) {
        return Hearth.forOneTestOf(copy.resolve("quarkus-run.jar"))
                .with("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    private static Path copyOfTheApplication(Path folder) throws IOException {
        Path copy = folder.resolve("app");
        Path from = Hearth.packaged().resolveSibling("");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(each -> !each.startsWith(from.resolve("hearth-archive")))
                    .toList()) {
                Files.copy(file, copy.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    @Test
    void replicasStartFromTheArchiveThatTrainHasMade() {
        assertEquals(0, made.code(), made::toString);
        assertTrue(made.err().matches("(?s)Class archive .*: \\d+ MB, made in .* s\\.\\s*"), made::err);
        assertEquals(3, succeeds("train").err().split("there already", -1).length);
        assertEquals(1, archives(application).size());
        assertArchive("(cds|aot)");
        hearth.assertNothingRuns();
    }

    @Test
    void commandsStartFromTheirArchiveAndPrintWhatTheyPrintWithoutIt() throws IOException {
        assertEquals(0, listedBefore.code(), listedBefore::toString);
        Started platform = hearth.start("serve", "--port", "0");
        platform.url();
        String mapped = Files.readString(Path.of("/proc/" + platform.process().pid() + "/maps"));
        assertTrue(
                mapped.contains(
                        hearth.commandArchive().orElseThrow().toRealPath().toString()),
                mapped);
        platform.process().destroy();
        platform.await(Duration.ofSeconds(20));
        assertPrintsTheSame(listedBefore);
    }

    @Test
    @Tag("long")
    void anArchiveThatDoesNotFitChangesNothingOfWhatCommandsPrint() throws IOException {
        useAnUntrained();
        Ended without = succeeds("list");
        succeeds("train");
        // The JVM takes an archive for the very jar that it was made with.
        Files.setLastModifiedTime(hearth.jar(), FileTime.fromMillis(1_000_000));
        assertPrintsTheSame(without);
        damage(hearth.commandArchive().orElseThrow(), 0, 64);
        assertPrintsTheSame(without);
    }

    private void assertPrintsTheSame(Ended before) {
        Ended now = succeeds("list");
        // How many replicas of regular tasks there may be is reckoned from the memory that is free just then.
        String changing = "at once at most \\d+";
        assertEquals(before.out().replaceAll(changing, ""), now.out().replaceAll(changing, ""));
        assertEquals(before.err(), now.err());
    }

    @Test
    @Tag("long")
    void anArchiveOfAnotherBuildIsNotUsedAndGoesWhenTheNextIsMade() throws IOException {
        useAnUntrained();
        succeeds("train");
        Path old = archives(application).get(0);
        try (Stream<Path> jars = Files.list(application.resolve("app"))) {
            Files.setLastModifiedTime(jars.findFirst().orElseThrow(), FileTime.fromMillis(1_000_000));
        }
        assertArchive("none \\(there is none of this build");
        succeeds("train");
        assertEquals(1, archives(application).size());
        assertFalse(Files.exists(old));
        assertArchive("(cds|aot)");
    }

    @Test
    void anArchiveThatTheJvmDoesNotTakeIsSaidOnceAndReplicasStart() throws IOException {
        Path archive = archives(application).get(0);
        Path good = Files.copy(archive, folder.resolve("good"));
        try {
            damage(archive, 0, 64);
            Ended ended = assertArchive("none \\(the JVM did not take");
            assertEquals(2, ended.err().split("the JVM does not take the class archive", -1).length, ended::err);
        } finally {
            Files.copy(good, archive, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    @Tag("long")
    void anArchiveThatMakesTheJvmCrashIsGivenToNoFurtherReplica() throws IOException {
        useAnUntrained();
        hearth.with("HEARTH_PROCESS_JVM_OPTIONS", "-XX:+UseSerialGC -XX:ErrorFile=" + folder.resolve("crash"));
        succeeds("train");
        Path archive = archives(application).get(0);
        damage(archive, Files.size(archive) / 3, 4_000_000);
        assertArchive("none \\(a JVM crashed with");
    }

    @Test
    @Tag("long")
    void whereTheApplicationCannotBeWrittenTheArchiveLiesInTheCache() throws IOException {
        useAnUntrained();
        // As root may write everywhere, a file stands where the folder would be.
        Files.createFile(application.resolve("hearth-archive"));
        // Commands look beside the application only: they start without one.
        assertTrue(succeeds("train").err().contains("for the start of commands: it could not be made"));
        try (Stream<Path> cached = Files.list(folder.resolve("cache/hearth"))) {
            assertEquals(1, archivesIn(cached.findFirst().orElseThrow()).size());
        }
        assertArchive("(cds|aot)");
    }

    @Test
    @Tag("long")
    void whereNothingCanBeWrittenTrainSaysSoAndReplicasStart() throws IOException {
        useAnUntrained();
        Files.createFile(application.resolve("hearth-archive"));
        Files.createFile(folder.resolve("cache"));
        Ended failed = hearth.run("train");
        assertEquals(1, failed.code());
        assertTrue(failed.err().contains("it could not be made in '" + application), failed::err);
        assertArchive("none \\(there is none of this build");
    }

    @Test
    @Tag("long")
    void twoThatTrainAtOnceMakeOneArchive() throws IOException {
        useAnUntrained();
        Started first = hearth.start("train");
        Started second = hearth.start("train");
        String said =
                first.await(Hearth.LIMIT).err() + second.await(Hearth.LIMIT).err();
        assertTrue(said.contains("made in") && said.contains("there already"), said);
        assertEquals(1, archives(application).size());
    }

    @Test
    void aPlatformThatServesMakesAMissingArchiveAndEndsWithoutTrace() throws IOException {
        useAnUntrained();
        Started platform = hearth.start("serve", "--port", "0");
        platform.url();
        Waiting.until(Duration.ofSeconds(60), () -> !archives(application).isEmpty(), platform::toString);
        platform.process().destroy();
        platform.await(Duration.ofSeconds(20));
        hearth.assertNothingRuns();
    }

    @Test
    void nothingIsMadeIfTheConfigurationSaysSo() throws IOException {
        useAnUntrained();
        hearth.with("HEARTH_PROCESS_ARCHIVE", "false");
        assertArchive("none \\(Class archive: 'hearth.process.archive' is false");
        assertEquals(1, hearth.run("train").code());
    }

    private Ended succeeds(String... arguments) {
        Ended ended = hearth.run(arguments);
        assertEquals(0, ended.code(), ended::toString);
        return ended;
    }

    private Ended assertArchive(String pattern) {
        Ended ended = succeeds(HELLO.toArray(String[]::new));
        assertTrue(ended.err().matches("(?s).*is ready: .*, class archive: " + pattern + ".*"), ended::err);
        return ended;
    }

    private static void damage(Path archive, long from, int bytes) throws IOException {
        // The JDK takes the permission to write away.
        assertTrue(archive.toFile().setWritable(true));
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.seek(from);
            byte[] garbage = new byte[bytes];
            Arrays.fill(garbage, (byte) 0x5a);
            file.write(garbage);
        }
    }

    private static List<Path> archives(Path application) {
        Path archives = application.resolve("hearth-archive");
        return Files.isDirectory(archives) ? archivesIn(archives) : List.of();
    }

    private static List<Path> archivesIn(Path archives) {
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .filter(file -> !file.toString().contains("-command-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
