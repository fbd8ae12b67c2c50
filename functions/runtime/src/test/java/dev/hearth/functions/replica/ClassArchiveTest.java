package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private final Path folder;

    ClassArchiveTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatIsMappedIsInEffect() throws IOException {
        Path cds = Files.createFile(folder.resolve("a b.jsa"));
        Path aot = Files.createFile(folder.resolve("\u00fc.aot"));
        Path maps = maps(cds, aot);
        assertEquals(new ClassArchive("cds", ""), ClassArchive.of(cds, maps));
        assertEquals(new ClassArchive("aot", ""), ClassArchive.of(aot, maps));
    }

    @Test
    void whatIsNotMappedIsNotAndTheReasonSaysSo() throws IOException {
        Path file = Files.createFile(folder.resolve("a.jsa"));
        ClassArchive archive = ClassArchive.of(file, maps(folder.resolve("other.jsa")));
        assertEquals("none", archive.kind());
        assertTrue(archive.reason().startsWith("the JVM did not take '"), archive::reason);
    }

    @Test
    void whereTheSystemDoesNotTellNoneIsClaimed() throws IOException {
        Path file = Files.createFile(folder.resolve("a.jsa"));
        ClassArchive archive = ClassArchive.of(file, folder.resolve("absent"));
        assertEquals("none", archive.kind());
        assertTrue(archive.reason().startsWith("it is not known whether"), archive::reason);
    }

    private Path maps(Path... files) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append("7f0000000000-7f0000001000 r--p 00000000 08:01 1234   ")
                    .append(file)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("maps"), text);
    }
}
