package dev.hearth.platform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final long SELF = ProcessHandle.current().pid();
    private static final long NOBODY = Long.MAX_VALUE;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatWasWrittenIsRead() throws IOException {
        StateFile file = file();
        assertEquals(Optional.empty(), file.read());
        StateFile.State state = new StateFile.State("http://127.0.0.1:1", SELF, "1", null, null);
        file.write(state);
        assertEquals(Optional.of(state), file.read());
    }

    @Test
    void aProcessThatIsGoneServesNothing() throws IOException {
        StateFile file = file();
        file.write(new StateFile.State("http://127.0.0.1:1", NOBODY, "1", null, null));
        assertEquals(Optional.empty(), file.read());
    }

    @Test
    void aFileThatIsNoStateServesNothing() throws IOException {
        StateFile file = file();
        Files.createDirectories(file.path().getParent());
        Files.writeString(file.path(), "{");
        assertEquals(Optional.empty(), file.read());
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        StateFile file = file();
        file.write(new StateFile.State("http://127.0.0.1:1", SELF, "1", null, null));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file.path().getParent())));
    }

    @Test
    void onlyItsOwnProcessRemovesIt() throws IOException {
        StateFile file = file();
        file.write(new StateFile.State("http://127.0.0.1:1", SELF, "1", null, null));
        file.delete(NOBODY);
        assertTrue(Files.exists(file.path()));
        file.delete(SELF);
        assertFalse(Files.exists(file.path()));
    }

    private StateFile file() {
        return StateFile.of(
                "my app/1", Map.of("HEARTH_STATE", folder.resolve("state").toString()));
    }
}
