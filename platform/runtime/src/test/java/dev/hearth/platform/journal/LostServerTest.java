package dev.hearth.platform.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is stopped and started again. Skipped where none can run. */
class LostServerTest extends TroubleContract {
    @TempDir
    Path folder;

    private int port;
    private @Nullable EmbeddedPostgres server;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try {
            giveBack();
        } catch (IOException | RuntimeException e) {
            Assumptions.abort("PostgreSQL cannot run here: " + e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        takeAway();
    }

    @Override
    Settings database() {
        return Settings.of(JournalKind.POSTGRESQL, "jdbc:postgresql://localhost:" + port + "/postgres")
                .as("postgres");
    }

    @Override
    void takeAway() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    void giveBack() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }
}
