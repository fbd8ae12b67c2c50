package dev.hearth.platform.archive;

import dev.hearth.functions.replica.ClassArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
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
    /** The first JDK that makes an AOT cache in one run. */
    private static final int AOT_RELEASE = 25;

    private static final int DIGEST_CHARACTERS = 12;

    /**
     * An archive that is there.
     *
     * @param bytes its size
     * @param made how long it took to make it; empty if it was there already
     */
    public record Made(Path file, long bytes, Optional<Duration> made) {}

    private final Path jar;
    private final @Nullable FastJar fastJar;
    private final List<String> jvm;
    private final boolean aot;
    private final String name;
    private final List<ArchiveFolder> folders;

    private ReplicaArchive(
            Path jar,
            @Nullable FastJar fastJar,
            List<String> jvm,
            boolean aot,
            String name,
            List<ArchiveFolder> folders) {
        this.jar = jar;
        this.fastJar = fastJar;
        this.jvm = jvm;
        this.aot = aot;
        this.name = name;
        this.folders = folders;
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
        String vm = System.getProperty("java.vm.name", "");
        if (!vm.contains("OpenJDK") && !vm.contains("HotSpot")) {
            throw new ArchiveException("the JVM '" + vm + "' is not known to have one", null);
        }
        boolean aot = Runtime.version().feature() >= AOT_RELEASE;
        try {
            FastJar fastJar = FastJar.read(jar);
            String application = digest(fastJar == null ? List.of(jar) : fastJar.classPath());
            String machine = digest(String.join(
                    "\n",
                    System.getProperty("java.home", ""),
                    vm,
                    System.getProperty("java.vm.version", ""),
                    System.getProperty("os.arch", ""),
                    // System properties are configuration, which an archive does not depend on.
                    String.join(
                            "\n",
                            jvm.stream().filter(word -> !word.startsWith("-D")).toList())));
            Path cache = ArchiveFolder.ofUser(jar, digest(jar.toString()), variables);
            return new ReplicaArchive(
                    jar,
                    fastJar,
                    List.copyOf(jvm),
                    aot,
                    application + "-" + machine + (aot ? ".aot" : ".jsa"),
                    List.of(new ArchiveFolder(jar.resolveSibling("hearth-archive")), new ArchiveFolder(cache)));
        } catch (IOException e) {
            throw new ArchiveException("the packaged application cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Everything that follows the options on the command line of a replica. Uses the archive if it is there.
     *
     * @param broken whether a file is not to be used
     */
    public List<String> startWords(Predicate<Path> broken) {
        Optional<Path> file = file();
        if (file.isEmpty()) {
            return withoutArchive(jar, "there is none of this build for this JDK and these options yet");
        }
        return broken.test(file.get())
                ? withoutArchive(jar, "a JVM crashed with '" + file.get() + "'")
                : startWords(file.get());
    }

    private List<String> startWords(Path file) {
        List<String> words = new ArrayList<>();
        words.add((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
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
        return folders.stream()
                .map(folder -> folder.file(name))
                .filter(Files::isReadable)
                .findFirst();
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
    public Optional<Made> make(String environment, Duration patience, boolean gently) throws InterruptedException {
        Optional<Path> there = file();
        if (there.isPresent()) {
            return Optional.of(made(there.get(), Optional.empty()));
        }
        List<String> failures = new ArrayList<>();
        for (ArchiveFolder folder : folders) {
            try {
                Optional<ArchiveFolder.Lock> lock = folder.lock(patience);
                if (lock.isEmpty()) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(make(folder, environment, gently));
                } finally {
                    lock.get().close();
                }
            } catch (IOException e) {
                failures.add("in '" + folder.path() + "': " + e.getMessage());
            }
        }
        throw new ArchiveException(
                "Class archive for the start of replicas: it could not be made " + String.join("; ", failures)
                        + ". Replicas start without it.",
                null);
    }

    private Made make(ArchiveFolder folder, String environment, boolean gently)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Path file = folder.file(name);
        // Another may have made it meanwhile.
        if (Files.isReadable(file)) {
            return made(file, Optional.empty());
        }
        Path unfinished = folder.unfinished(name);
        try {
            Rehearsal.run(rehearsal(unfinished, gently), environment);
            folder.keep(unfinished, file);
        } finally {
            folder.remove(unfinished);
        }
        return made(file, Optional.of(Duration.ofNanos(System.nanoTime() - begun)));
    }

    private List<String> rehearsal(Path unfinished, boolean gently) {
        List<String> words = new ArrayList<>();
        if (gently) {
            words.addAll(Rehearsal.gently());
        }
        words.addAll(jvm);
        words.add((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + unfinished);
        words.addAll(applicationWords());
        return words;
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

    private static Made made(Path file, Optional<Duration> took) {
        try {
            return new Made(file, Files.size(file), took);
        } catch (IOException e) {
            throw new ArchiveException("Class archive '" + file + "': " + e.getMessage(), e);
        }
    }

    /** The JVM knows jars by path, size and time of modification. */
    private static String digest(List<Path> jars) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path each : jars) {
            text.append(each).append(' ').append(Files.size(each)).append(' ');
            text.append(Files.getLastModifiedTime(each).toMillis()).append('\n');
        }
        return digest(text.toString());
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
