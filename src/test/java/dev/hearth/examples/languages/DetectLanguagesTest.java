package dev.hearth.examples.languages;

import static dev.hearth.examples.Messages.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.TerminalException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class DetectLanguagesTest {
    @Inject
    DetectLanguages workflow;

    @TempDir
    Path folder;

    @Test
    void theShippedTextsEndWithTheAccuracy() {
        List<Line> lines = workflow.detectLanguages(Optional.empty());
        assertEquals(97, lines.size());
        assertEquals(new Accuracy(0.9375, 90, 96), lines.get(96));
    }

    @Test
    void regularTasksFindTheSame() {
        assertEquals(
                workflow.detectLanguages(Optional.empty()).subList(0, 3),
                workflow.detectLanguagesRegular(Optional.empty(), 3));
    }

    @Test
    void aLineOfTheFileIsALineOfTheResultInOrder() throws IOException {
        Path file = Files.writeString(folder.resolve("letters.txt"), """
                The quick brown fox jumps over the lazy dog and runs back into the forest.

                Der schnelle braune Fuchs springt über den faulen Hund und läuft zurück in den Wald.
                """);
        List<String> languages = workflow.detectLanguages(Optional.of(file.toString())).stream()
                .map(line -> ((Detection) line).language())
                .toList();
        assertEquals(List.of("eng", "und", "deu"), languages);
    }

    @Test
    void anEmptyFileHasNoLines() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.txt"));
        assertEquals(List.of(), workflow.detectLanguages(Optional.of(file.toString())));
    }

    @Test
    void aMissingFileIsNamedWithItsPlace() {
        String name = folder.resolve("nowhere.txt").toString();
        TerminalException failure =
                assertThrows(TerminalException.class, () -> workflow.detectLanguages(Optional.of(name)));
        assertSays(failure, "Text file '" + name + "': there is no such file at ");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedBeforeAnythingRuns() throws IOException {
        Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {'n', 'a', (byte) 0xEF, 'v', 'e', '\n'});
        TerminalException failure =
                assertThrows(TerminalException.class, () -> workflow.detectLanguages(Optional.of(file.toString())));
        assertSays(failure, "it is not UTF-8");
    }
}
