package dev.hearth.platform.archive;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One archive of the JDK that runs this: its name, and where it may lie. Safe for use by several threads.
 *
 * @param name begins with the build that it belongs to, see {@link ArchiveFolder}
 * @param folders the first that can be written has it
 */
record ArchiveFile(String name, List<ArchiveFolder> folders) {
    /** Whether this JDK makes an AOT cache in one run, which 25 is the first to do. */
    private static final boolean AOT = Runtime.version().feature() >= 25;

    private static final int DIGEST_CHARACTERS = 12;

    /** Has a JVM write an archive. */
    interface Maker {
        void run(Path unfinished) throws IOException, InterruptedException;
    }

    /**
     * @throws ArchiveException if this JVM has no archives
     */
    static void checkVm() {
        String vm = System.getProperty("java.vm.name", "");
        if (!vm.contains("OpenJDK") && !vm.contains("HotSpot")) {
            throw new ArchiveException("the JVM '" + vm + "' is not known to have one", null);
        }
    }

    /** The name of an archive of this build of the application. */
    static String name(Path jar, @Nullable FastJar fastJar, String rest) throws IOException {
        String application = digestOf(fastJar == null ? List.of(jar) : fastJar.classPath());
        return application + "-" + rest + (AOT ? ".aot" : ".jsa");
    }

    static ArchiveException unreadable(IOException e) {
        return new ArchiveException("the packaged application cannot be read: " + e.getMessage(), e);
    }

    /** The JVM option that uses an archive. */
    static String use(Path file) {
        return (AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file;
    }

    /** The JVM option that writes an archive when the JVM ends. */
    static String write(Path unfinished) {
        return (AOT ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + unfinished;
    }

    /** Its file, if it is there. */
    Optional<Path> find() {
        return folders.stream()
                .map(folder -> folder.file(name))
                .filter(Files::isReadable)
                .findFirst();
    }

    /**
     * Makes it, unless it is there.
     *
     * @param whose what starts from it, for messages
     * @param patience how long to wait for another process that makes one there
     * @return empty if another process is still making one
     * @throws ArchiveException if it cannot be made
     */
    Optional<MadeArchive> make(String whose, Duration patience, Maker maker) throws InterruptedException {
        Optional<Path> there = find();
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
                    return Optional.of(make(folder, maker));
                } finally {
                    lock.get().close();
                }
            } catch (IOException e) {
                failures.add("in '" + folder.path() + "': " + e.getMessage());
            }
        }
        throw new ArchiveException(
                "Class archive for the start of " + whose + ": it could not be made " + String.join("; ", failures)
                        + ". They start without it.",
                null);
    }

    private MadeArchive make(ArchiveFolder folder, Maker maker) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Path file = folder.file(name);
        // Another may have made it meanwhile.
        if (Files.isReadable(file)) {
            return made(file, Optional.empty());
        }
        Path unfinished = folder.unfinished(name);
        try {
            maker.run(unfinished);
            folder.keep(unfinished, file);
        } finally {
            folder.remove(unfinished);
        }
        return made(file, Optional.of(Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static MadeArchive made(Path file, Optional<Duration> took) {
        try {
            return new MadeArchive(file, Files.size(file), took);
        } catch (IOException e) {
            throw new ArchiveException("Class archive '" + file + "': " + e.getMessage(), e);
        }
    }

    /** The JVM knows jars by path, size and time of modification. */
    private static String digestOf(List<Path> jars) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path each : jars) {
            text.append(each).append(' ').append(Files.size(each)).append(' ');
            text.append(Files.getLastModifiedTime(each).toMillis()).append('\n');
        }
        return digest(text.toString());
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
