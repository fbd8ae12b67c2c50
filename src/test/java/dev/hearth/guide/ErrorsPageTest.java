package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.architecture.SourceTree;
import dev.hearth.platform.http.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page on errors has every type of problem, with its status, and no other. */
class ErrorsPageTest {
    private static final Path PAGE = SourceTree.ofThisProject().root().resolve("docs/guide/errors.md");

    @Test
    void everyTypeOfProblemStandsOnThePageWithItsStatus() throws IOException {
        List<String> shown = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `/problems/"))
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 1) + 1) + 1))
                .toList();
        List<String> known = Arrays.stream(ProblemType.values())
                .map(type -> "| `" + type.uri() + "` | " + type.status() + " |")
                .toList();
        assertEquals(known, shown);
    }
}
