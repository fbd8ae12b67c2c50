package dev.hearth.platform.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A folder with archives of one application: beside the application, or in the user's cache where that cannot be written. It holds
 * archives of one build only, and of few JVMs.
 */
record ArchiveFolder(Path path) {
    /** Archives of one build: of replicas and of commands, for several JDKs, or sets of options. */
    static final int MOST = 6;

    private static final String LOCK = "lock";
    private static final String UNFINISHED = ".unfinished";
    private static final long POLL_MILLIS = 50;

    /** What this process has locked. To open and close a file that it has locked would release the lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Held by whoever makes an archive there. Others, of this process or another, wait for it. */
    record Lock(Path path, FileChannel channel) implements Closeable {
        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                HELD.remove(path);
            }
        }
    }

    /** Where archives of an application lie. */
    static ArchiveFolder beside(Path jar) {
        return new ArchiveFolder(jar.resolveSibling("hearth-archive"));
    }

    /** Where archives of an application lie if its own folder cannot be written. */
    static Path ofUser(Path jar, String digest, Map<String, String> variables) {
        String caches = variables.getOrDefault("XDG_CACHE_HOME", "");
        Path cache = caches.isBlank() ? Path.of(System.getProperty("user.home", ""), ".cache") : Path.of(caches);
        Path application = jar.resolveSibling("").getFileName();
        return cache.resolve("hearth").resolve((application == null ? "" : application + "-") + digest);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Where an archive is written: what is not there in full is never taken for one. Anew for each process. */
    Path unfinished(String name) {
        return path.resolve(ProcessHandle.current().pid() + "." + name + UNFINISHED);
    }

    /**
     * Makes sure of being alone, and that the folder can be written.
     *
     * @return empty if another is not done in time
     * @throws IOException if it cannot be written
     */
    Optional<Lock> lock(Duration patience) throws IOException, InterruptedException {
        Files.createDirectories(path);
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Lock> lock = tryLock();
        while (lock.isEmpty() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            lock = tryLock();
        }
        return lock;
    }

    private Optional<Lock> tryLock() throws IOException {
        if (!HELD.add(path)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            return locked ? Optional.of(new Lock(path, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(path);
            }
        }
    }

    /** Puts a finished archive into its place, and removes those of other builds, and the oldest if there are many. Under the lock. */
    void keep(Path unfinished, Path file) throws IOException {
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.READ)) {
            if (written.size() == 0) {
                throw new IOException("the JVM has left it empty");
            }
            // A machine that goes down must not leave an archive that looks finished.
            written.force(true);
        } catch (NoSuchFileException e) {
            throw new IOException("the JVM has not written it", e);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        prune(file);
    }

    private void prune(Path kept) throws IOException {
        String build = build(kept);
        List<Path> same = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.equals(LOCK)) {
                    continue;
                }
                if (!build.equals(build(file)) || name.contains(UNFINISHED)) {
                    // Replicas that have mapped it keep it until they end.
                    Files.deleteIfExists(file);
                } else if (!file.equals(kept)) {
                    same.add(file);
                }
            }
        }
        same.sort(Comparator.comparing(ArchiveFolder::modified).reversed());
        for (Path old : same.subList(Math.min(MOST - 1, same.size()), same.size())) {
            Files.deleteIfExists(old);
        }
    }

    /** Removes what a JVM has left of an archive that it did not finish. */
    void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
            // The JDK's own intermediate file.
            Files.deleteIfExists(Path.of(unfinished + ".config"));
        } catch (IOException e) {
            // The next that is made removes it.
        }
    }

    private static String build(Path file) {
        String name = file.getFileName().toString();
        int end = name.indexOf('-');
        return end < 0 ? name : name.substring(0, end);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
