package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.architecture.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the documents show is what is compiled. */
class SnippetsTest {
    private static final Path PROJECT = SourceTree.ofThisProject().root();
    private static final Path SOURCES = PROJECT.resolve("src/test/java/dev/hearth/guide");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @TestFactory
    Stream<DynamicTest> aJavaBlockIsARegionOfASourceFile() throws IOException {
        return javaBlocks().map(block -> DynamicTest.dynamicTest(block.place(), () -> assertShown(block)));
    }

    @Test
    void thereAreSnippets() throws IOException {
        assertTrue(javaBlocks().count() > 20);
    }

    @Test
    void aBlockThatDiffersFromItsRegionIsFound() {
        List<String> right = List.of("@Task", "public String translate(String word, String language) {");
        assertThrows(AssertionError.class, () -> assertShown(block(Optional.of("Translator.java#class"), right)));
    }

    @Test
    void aBlockWithoutARegionIsFound() {
        assertThrows(AssertionError.class, () -> assertShown(block(Optional.empty(), List.of())));
    }

    @Test
    void aRegionLosesItsIndentationAndTheMarksInsideIt() {
        List<String> source = List.of(
                "class A {", "  // tag::a", "  int a;", "    // tag::b", "    int b;", "    // end::b", "  // end::a");
        assertEquals(List.of("int a;", "  int b;"), Snippet.region(source, "a"));
        assertEquals(List.of("int b;"), Snippet.region(source, "b"));
        assertThrows(IllegalArgumentException.class, () -> Snippet.region(source, "c"));
    }

    @Test
    void everyRegionIsShownSomewhere() throws IOException {
        TreeSet<String> regions = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(file -> !file.endsWith("SnippetsTest.java")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.strip().startsWith("// tag::")) {
                        regions.add(file.getFileName() + "#" + line.strip().substring("// tag::".length()));
                    }
                }
            }
        }
        javaBlocks().forEach(block -> block.snippet().ifPresent(regions::remove));
        assertEquals(new TreeSet<>(), regions);
    }

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
        TreeSet<String> broken = new TreeSet<>();
        for (Document document : Document.all(PROJECT)) {
            Path file = PROJECT.resolve(document.name());
            LINK.matcher(String.join("\n", document.lines())).results().forEach(link -> {
                if (!Files.exists(file.resolveSibling(link.group(1)))) {
                    broken.add(document.name() + ": " + link.group(1));
                }
            });
        }
        assertEquals(new TreeSet<>(), broken);
    }

    private static Stream<Document.Block> javaBlocks() throws IOException {
        return Document.all(PROJECT).stream()
                .flatMap(document -> document.blocks().stream())
                .filter(block -> block.language().equals("java"));
    }

    private static void assertShown(Document.Block block) throws IOException {
        assertFalse(block.snippet().isEmpty(), () -> block.place() + ": no <!-- snippet: File.java#name --> before it");
        String[] reference = block.snippet().orElseThrow().split("#", 2);
        List<String> source = Files.readAllLines(SOURCES.resolve(reference[0]));
        assertEquals(
                String.join("\n", Snippet.region(source, reference[1])),
                String.join("\n", block.lines()),
                () -> block.place() + " is not what " + block.snippet().orElseThrow() + " says");
    }

    private static Document.Block block(Optional<String> snippet, List<String> lines) {
        return new Document.Block("here:1", "java", snippet, lines);
    }
}
