package dev.hearth.platform.archive;

import dev.hearth.functions.replica.RehearsalVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDK's archive of the classes that a command, or a platform that serves, loads at its start. Whoever starts {@code java -jar} must
 * find it without starting a JVM, as {@code scripts/hearth} does: it lies beside the application, and its name ends with
 * {@code -command-} and the Java version.
 */
public final class CommandArchive {
    /** Starts a platform with a journal, calls it over HTTP, prints, and ends: what commands and servers load. No task or workflow runs. */
    private static final List<String> REHEARSAL = List.of("list", "--provisioner", "embedded");

    private final Path jar;
    private final List<String> jvm;
    private final ArchiveFile archive;

    private CommandArchive(Path jar, List<String> jvm, ArchiveFile archive) {
        this.jar = jar;
        this.jvm = jvm;
        this.archive = archive;
    }

    /**
     * The archive for commands of an application whose main class is the command line's.
     *
     * @param jar the application's jar, see {@link ApplicationJar}
     * @param inputArguments JVM arguments of this process. System properties and options of modules are those of the rehearsal too: an AOT cache fits
     *     the same options of modules only
     * @throws ArchiveException if there can be none
     */
    public static CommandArchive of(Path jar, List<String> inputArguments) {
        ArchiveFile.checkVm();
        List<String> jvm = new ArrayList<>();
        jvm.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        inputArguments.stream()
                .filter(argument -> argument.startsWith("-D") || argument.startsWith("--"))
                .forEach(jvm::add);
        try {
            String name = ArchiveFile.name(jar, FastJar.read(jar), "command-" + System.getProperty("java.version", ""));
            return new CommandArchive(jar, jvm, new ArchiveFile(name, List.of(ArchiveFolder.beside(jar))));
        } catch (IOException e) {
            throw ArchiveFile.unreadable(e);
        }
    }

    /**
     * Makes the archive, unless it is there. Takes seconds; an interruption ends it.
     *
     * @param patience how long to wait for another process that makes an archive there
     * @return empty if another process is still making one
     * @throws ArchiveException if it cannot be made
     */
    public Optional<MadeArchive> make(Duration patience) throws InterruptedException {
        return archive.make("commands", patience, unfinished -> {
            List<String> words = new ArrayList<>(jvm);
            words.add(ArchiveFile.write(unfinished));
            Path journal = Files.createTempDirectory("hearth-rehearsal");
            try {
                // Whatever is configured: that one is not for rehearsals.
                words.addAll(
                        List.of("-Dhearth.journal.kind=h2", "-Dhearth.journal.url=jdbc:h2:file:" + journal + "/j"));
                words.addAll(List.of("-jar", jar.toString()));
                words.addAll(REHEARSAL);
                Rehearsal.run(words, RehearsalVariables::set);
            } finally {
                remove(journal);
            }
        });
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
