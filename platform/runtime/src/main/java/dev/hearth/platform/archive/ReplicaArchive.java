package dev.hearth.platform.archive;

import dev.hearth.functions.replica.ClassArchive;
import dev.hearth.functions.replica.RehearsalVariables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's archive of the classes that a replica loads at its start: an AOT cache on JDK 25 and later, a class-data archive before. It
 * belongs to one build of the application, in one place, for one JDK and one set of JVM options; its file's name says so, so that
 * one that does not fit is not found rather than tried. Safe for use by several threads.
 */
public final class ReplicaArchive {
    private final Path jar;
    private final @Nullable FastJar fastJar;
    private final List<String> jvm;
    private final ArchiveFile archive;

    private ReplicaArchive(Path jar, @Nullable FastJar fastJar, List<String> jvm, ArchiveFile archive) {
        this.jar = jar;
        this.fastJar = fastJar;
        this.jvm = jvm;
        this.archive = archive;
    }

    /**
     * The archive for replicas of an application. The JDK is the one that runs this.
     *
     * @param jar the application's jar, see {@link ApplicationJar}
     * @param jvm the java program and its options, as all replicas have them
     * @param variables of this process: where the user keeps caches
     * @throws ArchiveException if there can be none
     */
    public static ReplicaArchive of(Path jar, List<String> jvm, Map<String, String> variables) {
        ArchiveFile.checkVm();
        try {
            FastJar fastJar = FastJar.read(jar);
            String machine = ArchiveFile.digest(String.join(
                    "\n",
                    System.getProperty("java.home", ""),
                    System.getProperty("java.vm.name", ""),
                    System.getProperty("java.vm.version", ""),
                    System.getProperty("os.arch", ""),
                    // System properties are configuration, which an archive does not depend on.
                    String.join(
                            "\n",
                            jvm.stream().filter(word -> !word.startsWith("-D")).toList())));
            Path cache = ArchiveFolder.ofUser(jar, ArchiveFile.digest(jar.toString()), variables);
            return new ReplicaArchive(
                    jar,
                    fastJar,
                    List.copyOf(jvm),
                    new ArchiveFile(
                            ArchiveFile.name(jar, fastJar, machine),
                            List.of(ArchiveFolder.beside(jar), new ArchiveFolder(cache))));
        } catch (IOException e) {
            throw ArchiveFile.unreadable(e);
        }
    }

    /**
     * Everything that follows the options on the command line of a replica. Uses the archive if it is there.
     *
     * @param broken whether a file is not to be used
     */
    public List<String> startWords(Predicate<Path> broken) {
        ArchiveState state = state(broken);
        return file().filter(there -> state.reason().isEmpty())
                .map(this::startWords)
                .orElseGet(() -> withoutArchive(jar, state.reason()));
    }

    /**
     * What replicas that start now are given.
     *
     * @param broken whether a file is not to be used
     */
    public ArchiveState state(Predicate<Path> broken) {
        Optional<Path> file = file();
        if (file.isEmpty()) {
            return ArchiveState.none("there is none of this build for this JDK and these options yet");
        }
        return broken.test(file.get())
                ? ArchiveState.none("a JVM crashed with '" + file.get() + "'")
                : new ArchiveState(file.get().toString().endsWith(".aot") ? "aot" : "cds", "");
    }

    private List<String> startWords(Path file) {
        List<String> words = new ArrayList<>();
        words.add(ArchiveFile.use(file));
        words.add("-D" + ClassArchive.FILE_PROPERTY + "=" + file);
        words.addAll(applicationWords());
        return words;
    }

    /** What follows the options on the command line of a replica that is to do without. */
    public static List<String> withoutArchive(Path jar, String reason) {
        return List.of("-D" + ClassArchive.ABSENT_PROPERTY + "=" + reason, "-jar", jar.toString());
    }

    /** The archive's file, if it is there. */
    public Optional<Path> file() {
        return archive.find();
    }

    /** The archive of this command line of a replica, if it has one. */
    public static Optional<Path> usedBy(List<String> command) {
        String start = "-D" + ClassArchive.FILE_PROPERTY + "=";
        return command.stream()
                .filter(word -> word.startsWith(start))
                .map(word -> Path.of(word.substring(start.length())))
                .findFirst();
    }

    /**
     * Makes the archive, unless it is there. Takes seconds; an interruption ends it.
     *
     * @param environment any environment of the application
     * @param patience how long to wait for another process that makes the same
     * @param gently makes it at the lowest priority
     * @return empty if another process is still making the same
     * @throws ArchiveException if it cannot be made
     */
    public Optional<MadeArchive> make(String environment, Duration patience, boolean gently)
            throws InterruptedException {
        return archive.make(
                "replicas",
                patience,
                unfinished -> Rehearsal.run(
                        rehearsal(unfinished, gently), variables -> RehearsalVariables.set(variables, environment)));
    }

    private List<String> rehearsal(Path unfinished, boolean gently) {
        List<String> words = new ArrayList<>(jvm);
        words.add(ArchiveFile.write(unfinished));
        words.addAll(applicationWords());
        return gently ? new Niceness(Niceness.MOST).before(words) : words;
    }

    private List<String> applicationWords() {
        FastJar flat = fastJar;
        if (flat == null) {
            return List.of("-jar", jar.toString());
        }
        List<String> words = new ArrayList<>();
        flat.flags().stream().filter(flag -> !jvm.contains(flag)).forEach(words::add);
        // What the packaging's own main class would set.
        words.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        words.add("-cp");
        words.add(String.join(
                System.getProperty("path.separator"),
                flat.classPath().stream().map(Path::toString).toList()));
        words.add(flat.mainClass());
        return words;
    }
}
