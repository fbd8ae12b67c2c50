package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
    @TempDir
    Path folder;

    @Test
    void outcomesThatWereAnnouncedAndAreGoneWhenItComesByDoNotEndIt() throws Exception {
        try (HikariDataSource database = OpenDatabase.open(Settings.h2(folder.resolve("journal")), "shop", Map.of())
                .connections()) {
            Membership membership = new Membership(database, "shop", false, Duration.ofSeconds(10), System::nanoTime);
            membership.join();
            Writer writer = new Writer(new Commits(database, "shop", membership), Duration.ofSeconds(10));
            JournalledStep map = new JournalledStep("/", 0, "desk.ask", "", true, JournalContract.success(0), 0, 0);
            writer.announce(new OutcomeLog(writer, "a", map, 0));
            // It waits for company before it comes by.
            TimeUnit.NANOSECONDS.sleep(2 * Writer.GATHER_NANOS);
            writer.write(new Write.Barrier()).get(10, TimeUnit.SECONDS);
            writer.close();
        }
    }
}
