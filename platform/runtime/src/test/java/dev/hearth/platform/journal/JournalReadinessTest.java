package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReadinessTest {
    @TempDir
    Path folder;

    @Test
    void aPlatformIsReadyUntilItsJournalIsLost() {
        Database database = new Database(Settings.h2(folder.resolve("shop")), "shop", "platform");
        JournalReadiness readiness = new JournalReadiness(database);
        assertEquals(Optional.empty(), readiness.unready());
        database.connections().orElseThrow().close();
        assertTrue(readiness.unready().orElse("").startsWith("its database is lost: "), () -> "" + readiness.unready());
        database.close(new ShutdownEvent());
        assertTrue(readiness.unready().orElse("").contains("closed"), () -> "" + readiness.unready());
    }

    @Test
    void aPlatformWithoutAJournalIsReady() {
        Database database = new Database(Settings.of(JournalKind.NONE, "none"), "shop", "platform");
        assertEquals(Optional.empty(), new JournalReadiness(database).unready());
    }
}
