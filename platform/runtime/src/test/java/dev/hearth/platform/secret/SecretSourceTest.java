package dev.hearth.platform.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import dev.hearth.functions.secret.SecretPipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SecretSourceTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsReadWithoutOneLineBreakAtItsEnd() throws IOException {
        file("plain", "value");
        file("broken", "value\n");
        file("windows", "value\r\n");
        file("lines", "first\nsecond\n\n");
        assertEquals(
                Map.of("plain", "value", "broken", "value", "windows", "value", "lines", "first\nsecond\n"),
                read(Map.of(), "plain", "broken", "windows", "lines"));
    }

    @Test
    void aVariableIsReadAsItStandsOrInCapitalsAndOnlyWithoutAFile() throws IOException {
        file("both", "from the file");
        assertEquals(
                Map.of("both", "from the file", "api.key", "dotted", "Mixed", "as it stands"),
                read(
                        Map.of(
                                "HEARTH_SECRET_BOTH", "not this",
                                "HEARTH_SECRET_API_KEY", "dotted",
                                "HEARTH_SECRET_Mixed", "as it stands",
                                "HEARTH_SECRET_MIXED", "not this"),
                        "both",
                        "api.key",
                        "Mixed"));
    }

    @Test
    void aFileIsReadAnewEachTime() throws IOException {
        file("KEY", "before");
        assertEquals(Map.of("KEY", "before"), read(Map.of(), "KEY"));
        file("KEY", "after");
        assertEquals(Map.of("KEY", "after"), read(Map.of(), "KEY"));
    }

    @Test
    void allThatAreMissingAreNamedWithThePlacesWhereTheyWereLookedFor() {
        String message = refused(Map.of(), "FIRST", "second");
        assertTrue(
                message.contains("Secret 'FIRST' of environment 'vault': there is no file '" + folder.resolve("FIRST")),
                message);
        assertTrue(message.contains("and no variable HEARTH_SECRET_FIRST of the platform"), message);
        assertTrue(message.contains("'second'") && message.contains("HEARTH_SECRET_SECOND"), message);
        assertTrue(String.valueOf(assertThrows(
                                HearthException.class,
                                () -> new SecretSource(Optional.empty(), Map.of()).of(vault("KEY")))
                        .getMessage())
                .contains("hearth.secrets.directory"));
    }

    @Test
    void whatCannotBeASecretSaysWhy() throws Exception {
        file("empty", "");
        file("blank", " \n");
        file("short", "abc");
        file("large", "x".repeat(SecretPipe.LIMIT + 1));
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});
        Files.createDirectory(folder.resolve("folder"));
        assertTrue(refused(Map.of(), "empty").contains("is empty"));
        assertTrue(refused(Map.of(), "blank").contains("is empty"));
        assertTrue(refused(Map.of(), "short").contains("fewer than 4 characters"));
        assertTrue(refused(Map.of(), "large").contains("more than 1048576 bytes"));
        assertTrue(refused(Map.of(), "binary").contains("no UTF-8 text"));
        assertTrue(refused(Map.of(), "folder").contains("is no plain file"));
        assertTrue(refused(Map.of("HEARTH_SECRET_SET", ""), "SET")
                .contains("variable HEARTH_SECRET_SET of the platform is empty"));
    }

    @Test
    void aPipeIsNotReadForEver() throws Exception {
        Process made = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
        assertTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0);
        assertTrue(refused(Map.of(), "pipe").contains("is no plain file"));
    }

    @Test
    void anUnreadableFileIsNotPassedOver() throws IOException {
        file("KEY", "value of the file");
        assertTrue(folder.resolve("KEY").toFile().setReadable(false));
        if (Files.isReadable(folder.resolve("KEY"))) {
            return; // this user may read everything
        }
        String message = refused(Map.of("HEARTH_SECRET_KEY", "value of the variable"), "KEY");
        assertTrue(message.contains("can't be read"), message);
    }

    @Test
    void togetherTheyHaveALimitToo() throws IOException {
        file("one", "x".repeat(600_000));
        file("two", "y".repeat(600_000));
        assertTrue(refused(Map.of(), "one", "two").contains("together they have 1200000 characters"));
    }

    @Test
    void anEnvironmentWithoutRequestsReadsNothing() {
        SecretSource nowhere = new SecretSource(Optional.of(folder.resolve("absent")), Map.of());
        assertTrue(nowhere.of(vault()).isEmpty());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Map<String, String> read(Map<String, String> variables, String... keys) {
        return new SecretSource(Optional.of(folder), variables).of(vault(keys)).values();
    }

    private String refused(Map<String, String> variables, String... keys) {
        String message = String.valueOf(
                assertThrows(HearthException.class, () -> read(variables, keys)).getMessage());
        assertFalse(message.contains("value of"), message);
        return message;
    }

    private static EnvironmentSpec vault(String... keys) {
        return new EnvironmentSpec(
                "vault",
                "Some.class",
                false,
                Map.of(),
                1,
                EnvironmentSpec.ALL,
                EnvironmentSpec.DEFAULT_SCALEDOWN_SECONDS,
                90,
                1,
                ContainerSpec.of(Optional.empty(), ResourceSpec.NONE, ResourceSpec.NONE, List.of(keys), List.of()));
    }
}
