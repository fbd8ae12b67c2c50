package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database commits, and the connection is lost before it can say so. */
class LostAnswerTest {
    @TempDir
    Path folder;

    private final AtomicInteger lost = new AtomicInteger();

    @Test
    void aCommitWhoseAnswerIsLostIsNotDoneTwice() throws Exception {
        Settings settings = Settings.h2(folder.resolve("journal"));
        HikariConfig faulty = new HikariConfig();
        try (HikariDataSource sound =
                        OpenDatabase.open(settings, "shop", Map.of()).connections();
                HikariDataSource database = new HikariDataSource(losingAnswersOf(faulty, sound))) {
            JdbcJournal journal = JdbcJournal.open(database, "shop", settings);
            JournalContract.await(journal.begin(JournalContract.run("a", Instant.EPOCH, Optional.empty())));
            for (int i = 0; i < 30; i++) {
                JournalContract.await(journal.step(
                        "a", new JournalledStep("/", i, "desk.ask", "d", false, JournalContract.success(i), 0, 0)));
            }
            assertEquals(30, journal.steps("a").size());
            assertTrue(lost.get() >= 10, () -> lost + " answers lost");
            journal.close();
        }
    }

    private HikariConfig losingAnswersOf(HikariConfig config, HikariDataSource sound) {
        AtomicInteger commits = new AtomicInteger();
        config.setDataSource((DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return method.invoke(sound, arguments);
                    }
                    Connection connection = sound.getConnection();
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (p, m, a) -> {
                                try {
                                    Object answer = m.invoke(connection, a);
                                    if (m.getName().equals("commit") && commits.incrementAndGet() % 3 == 0) {
                                        lost.incrementAndGet();
                                        throw new SQLException("connection lost", "08006");
                                    }
                                    return answer;
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
                }));
        return config;
    }
}
