package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a journal does whose database goes away, and comes back. */
@Timeout(120)
abstract class TroubleContract {
    private static final int STEPS = 300;

    abstract Settings database() throws Exception;

    /** From now on nothing can be written. */
    abstract void takeAway() throws Exception;

    /** As it was. */
    abstract void giveBack() throws Exception;

    @Test
    void writesWaitUntilTheDatabaseIsBackAndNoneIsLostOrDoubled() throws Exception {
        try (Opened opened = new Opened(database())) {
            JdbcJournal journal = opened.journal();
            JournalContract.await(journal.begin(JournalContract.run("a", Instant.EPOCH, Optional.empty())));
            OutcomeLog log = journal.outcomes("a", step(-1), 0);
            List<CompletableFuture<Void>> writes = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                if (i == STEPS / 3) {
                    takeAway();
                }
                writes.add(journal.step("a", step(i)));
                log.add(List.of(new Outcome(i, i, i, JournalContract.success(i))));
                if (i == STEPS / 3) {
                    awaitTrouble(journal);
                }
                Thread.sleep(1);
            }
            CompletableFuture<Void> last = writes.get(STEPS - 1);
            assertThrows(TimeoutException.class, () -> last.get(500, TimeUnit.MILLISECONDS));
            giveBack();
            for (CompletableFuture<Void> write : writes) {
                write.get(60, TimeUnit.SECONDS);
            }
            log.barrier().get(60, TimeUnit.SECONDS);
            assertEquals(Optional.empty(), journal.trouble());
            assertEquals(
                    IntStream.range(0, STEPS).boxed().toList(),
                    journal.steps("a").stream()
                            .map(JournalledStep::ordinal)
                            .sorted()
                            .toList());
            assertEquals(
                    IntStream.range(0, STEPS).mapToObj(i -> (long) i).toList(),
                    journal.outcomeRows("a").stream()
                            .flatMap(row -> journal.outcomes(row).stream())
                            .map(Outcome::index)
                            .sorted()
                            .toList());
        }
    }

    @Test
    void writesFailWithTheReasonWhenTheDatabaseStaysAway() throws Exception {
        try (Opened opened = new Opened(database().withPatience(Duration.ofSeconds(1)))) {
            JdbcJournal journal = opened.journal();
            JournalContract.await(journal.begin(JournalContract.run("a", Instant.EPOCH, Optional.empty())));
            takeAway();
            CompletableFuture<Void> write = journal.step("a", step(0));
            ExecutionException failed = assertThrows(ExecutionException.class, () -> write.get(60, TimeUnit.SECONDS));
            assertTrue(
                    String.valueOf(failed.getMessage()).contains("has taken nothing for 1 s: "),
                    () -> "" + failed.getMessage());
            giveBack();
            int next = 1;
            // Its patience is shorter than what a server takes to start.
            while (!taken(journal.step("a", step(next)))) {
                next++;
                assertTrue(next < 20, "the journal takes nothing any more");
            }
            assertEquals(
                    List.of(next),
                    journal.steps("a").stream().map(JournalledStep::ordinal).toList());
        }
    }

    private static boolean taken(CompletableFuture<Void> write) throws Exception {
        try {
            write.get(60, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static void awaitTrouble(JdbcJournal journal) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (journal.trouble().isEmpty()) {
            assertTrue(System.nanoTime() < end, "the journal noticed nothing");
            Thread.sleep(5);
        }
    }

    private static JournalledStep step(int ordinal) {
        return new JournalledStep("/", ordinal, "desk.ask", "d", false, JournalContract.success(1), 0, 0);
    }

    /** A journal and its database. */
    private static final class Opened implements AutoCloseable {
        private final HikariDataSource database;
        private final JdbcJournal journal;

        Opened(Settings settings) {
            database = OpenDatabase.open(settings, "shop", Map.of()).connections();
            journal = JdbcJournal.open(database, "shop", settings);
        }

        JdbcJournal journal() {
            return journal;
        }

        @Override
        public void close() {
            journal.close();
            database.close();
        }
    }
}
