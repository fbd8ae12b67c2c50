package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsMadeForItsOwnerAlone() throws Exception {
        try (var connections =
                OpenDatabase.open(inStateFolder(), "shop", state()).connections()) {
            assertTrue(connections.isRunning());
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state/shop.mv.db"))));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))));
    }

    @Test
    void whatWasThereIsThereAfterTheNextStart() throws SQLException {
        for (int start = 0; start < 2; start++) {
            try (var connections =
                    OpenDatabase.open(inStateFolder(), "shop", state()).connections()) {
                migrated(connections.getConnection(), start);
            }
        }
    }

    @Test
    void aServerIsMigratedToo() throws SQLException {
        Settings settings = PostgresServer.newDatabase();
        for (int start = 0; start < 2; start++) {
            try (var connections = OpenDatabase.open(settings, "shop", state()).connections()) {
                migrated(connections.getConnection(), start);
            }
        }
    }

    private static void migrated(Connection opened, int writers) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select count(*) from hearth_secret")) {
                assertTrue(rows.next());
                assertEquals(writers, rows.getInt(1));
            }
            statement.execute("insert into hearth_secret values ('shop" + writers + "', 'me')");
        }
    }

    @Test
    void twoPlatformsDoNotShareAFile() throws Exception {
        Path file = folder.resolve("shared");
        OpenDatabase.open(Settings.h2(file), "shop", state()).connections().close();
        try (FileChannel other = FileChannel.open(folder.resolve("shared.mv.db"), StandardOpenOption.WRITE)) {
            other.lock();
            JournalException refused =
                    assertThrows(JournalException.class, () -> OpenDatabase.open(Settings.h2(file), "shop", state()));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("another platform has it open"),
                    () -> String.valueOf(refused.getMessage()));
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        Settings nowhere = Settings.of(JournalKind.POSTGRESQL, "jdbc:postgresql://127.0.0.1:1/hearth");
        JournalException refused =
                assertThrows(JournalException.class, () -> OpenDatabase.open(nowhere, "shop", state()));
        assertTrue(String.valueOf(refused.getMessage())
                .startsWith("Cannot open the journal 'jdbc:postgresql://127.0.0.1:1/hearth': Connection"));
    }

    private Settings inStateFolder() {
        return new Settings(
                JournalKind.H2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofDays(7),
                Duration.ofMinutes(15),
                Duration.ofSeconds(10));
    }

    private Map<String, String> state() {
        return Map.of("HEARTH_STATE", folder.resolve("state").toString());
    }
}
