package dev.hearth.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {
    private static final SourceTree OURS = SourceTree.ofThisProject();

    @TempDir
    Path folder;

    @Test
    void noSourceFileIsLongerThanFiveHundredLines() {
        assertEquals(List.of(), OURS.tooLong());
    }

    @Test
    void aFileOfMoreThanFiveHundredLinesIsFound() throws IOException {
        write("a/src/main/java/x/Long.java", "\n".repeat(501));
        write("a/src/main/java/x/Fits.java", "\n".repeat(500));
        assertEquals(List.of("a/src/main/java/x/Long.java: 501"), new SourceTree(folder).tooLong());
    }

    @Test
    void halfOfTheSourceFilesAreShorterThanEightyLines() {
        assertTrue(OURS.medianLength() < 80, () -> "median: " + OURS.medianLength());
    }

    @Test
    void theMedianIsThatOfTheFilesThatShip() throws IOException {
        write("a/src/main/java/x/One.java", "\n".repeat(10));
        write("a/src/main/java/x/Two.java", "\n".repeat(90));
        write("a/src/main/java/x/Three.java", "\n".repeat(300));
        write("a/src/test/java/x/OneTest.java", "\n".repeat(1));
        assertEquals(90, new SourceTree(folder).medianLength());
    }

    @Test
    void noPackageStandsInTwoModules() {
        assertEquals(List.of(), OURS.splitPackages());
    }

    @Test
    void aPackageInTwoModulesIsFound() throws IOException {
        write("a/src/main/java/x/y/One.java", "");
        write("src/main/java/x/y/Two.java", "");
        write("b/src/main/java/x/z/Three.java", "");
        write("b/src/test/java/x/y/OneTest.java", "");
        assertEquals(List.of("x.y: a, src"), new SourceTree(folder).splitPackages());
    }

    @Test
    void noPackageIsNamedForNothing() {
        assertEquals(List.of(), OURS.banned());
    }

    @Test
    void aPackageNamedForNothingIsFound() throws IOException {
        write("a/src/main/java/x/util/One.java", "");
        write("a/src/main/java/x/utility/Two.java", "");
        assertEquals(List.of("a/src/main/java/x/util/One.java"), new SourceTree(folder).banned());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
