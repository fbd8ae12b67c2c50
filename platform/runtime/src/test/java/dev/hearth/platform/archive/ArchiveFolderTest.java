package dev.hearth.platform.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFolderTest {
    private final ArchiveFolder folder;

    ArchiveFolderTest(@TempDir Path path) {
        this.folder = new ArchiveFolder(path.resolve("archives"));
    }

    @Test
    void theLockIsHeldByOneAndStillHeldAfterAnotherOfTheSameProcessHasTried() throws Exception {
        try (ArchiveFolder.Lock held = folder.lock(Duration.ZERO).orElseThrow()) {
            assertTrue(folder.lock(Duration.ofMillis(60)).isEmpty());
            assertTrue(held.channel().isOpen());
            try (FileChannel same = FileChannel.open(folder.path().resolve("lock"), StandardOpenOption.WRITE)) {
                assertThrows(OverlappingFileLockException.class, same::tryLock);
            }
        }
        folder.lock(Duration.ZERO).orElseThrow().close();
    }

    @Test
    void aFinishedArchiveReplacesThoseOfOtherBuildsAndWhatOthersHaveLeft() throws IOException {
        write("111-a.jsa", 1);
        write("222-b.jsa", 2);
        write("77.222-c.jsa.unfinished", 3);
        write("lock", 4);
        folder.keep(write("88.222-d.jsa.unfinished", 5), folder.file("222-d.jsa"));
        assertEquals(Set.of("222-b.jsa", "222-d.jsa", "lock"), names());
    }

    @Test
    void ofOneBuildTheNewestAreKept() throws IOException {
        for (int i = 1; i <= 7; i++) {
            write("222-" + i + ".jsa", i);
        }
        folder.keep(write("88.222-new.jsa.unfinished", 9), folder.file("222-new.jsa"));
        assertEquals(Set.of("222-3.jsa", "222-4.jsa", "222-5.jsa", "222-6.jsa", "222-7.jsa", "222-new.jsa"), names());
    }

    @Test
    void whatTheJvmHasNotWrittenOrLeftEmptyIsNoArchive() throws IOException {
        Files.createDirectories(folder.path());
        Path unfinished = folder.unfinished("222-a.jsa");
        assertThrows(IOException.class, () -> folder.keep(unfinished, folder.file("222-a.jsa")));
        Files.createFile(unfinished);
        assertThrows(IOException.class, () -> folder.keep(unfinished, folder.file("222-a.jsa")));
        folder.remove(unfinished);
        assertEquals(Set.of(), names());
    }

    @Test
    void theCacheIsWhereTheUserHasItAndApartForEachApplication() {
        Path jar = Path.of("/srv/shop/quarkus-app/quarkus-run.jar");
        assertEquals(
                Path.of("/caches/hearth/quarkus-app-abc"),
                ArchiveFolder.ofUser(jar, "abc", Map.of("XDG_CACHE_HOME", "/caches")));
        assertEquals(
                Path.of(System.getProperty("user.home"), ".cache/hearth/quarkus-app-abc"),
                ArchiveFolder.ofUser(jar, "abc", Map.of()));
    }

    private Path write(String name, int age) throws IOException {
        Files.createDirectories(folder.path());
        Path file = Files.writeString(folder.path().resolve(name), name);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * age));
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
