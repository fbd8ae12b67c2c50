package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.journal.Journals.MemberListener;
import io.quarkus.runtime.ShutdownEvent;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A platform's life among others. Skipped where no PostgreSQL can run. */
@Timeout(60)
class JournalsTest {
    private final BlockingQueue<Journal> lost = new LinkedBlockingQueue<>();
    private final BlockingQueue<Journal> renewed = new LinkedBlockingQueue<>();
    private Settings settings;
    private Database database;
    private Journals journals;

    @BeforeEach
    void open() {
        settings = PostgresServer.newDatabase().withLease(Duration.ofSeconds(2));
        database = new Database(settings, "shop", "platform");
        journals = new Journals(settings, database);
        journals.listen(new MemberListener() {
            @Override
            public void renewed(Journal journal) {
                renewed.add(journal);
            }

            @Override
            public void lost(Journal journal) {
                lost.add(journal);
            }
        });
    }

    @AfterEach
    void close() {
        journals.close(new ShutdownEvent());
        database.close(new ShutdownEvent());
    }

    @Test
    void aLeaseIsRenewedForAsLongAsThePlatformLives() throws Exception {
        Journal journal = journals.journal().orElseThrow();
        String id = journals.membership().orElseThrow().id();
        for (int i = 0; i < 20; i++) {
            assertSame(journal, renewed.poll(10, TimeUnit.SECONDS));
            assertTrue(journals.held());
        }
        assertEquals(id, journals.membership().orElseThrow().id());
    }

    @Test
    void aPlatformThatOthersTookForDeadGoesOnAsANewMember() throws Exception {
        Journal former = journals.journal().orElseThrow();
        String id = journals.membership().orElseThrow().id();
        JournalContract.await(former.begin(JournalContract.run("a", Instant.EPOCH, Optional.empty())));
        execute("delete from hearth_platform");
        assertSame(former, lost.poll(10, TimeUnit.SECONDS));
        Journal next = former;
        while (next == former) {
            next = renewed.poll(10, TimeUnit.SECONDS);
            assertNotNull(next);
        }
        assertSame(next, journals.journal().orElseThrow());
        assertNotEquals(id, journals.membership().orElseThrow().id());
        assertTrue(journals.held());
        assertThrows(
                ExecutionException.class,
                () -> JournalContract.await(former.begin(JournalContract.run("b", Instant.EPOCH, Optional.empty()))));
        assertEquals(
                List.of("a"), next.takeOver().stream().map(JournalledRun::id).toList());
        JournalContract.await(next.begin(JournalContract.run("b", Instant.EPOCH, Optional.empty())));
    }

    @Test
    void whoeverTheDatabaseWasAwayForIsNotTakenForDead() throws Exception {
        Journal journal = journals.journal().orElseThrow();
        JdbcJournal other = JdbcJournal.open(database.connections().orElseThrow(), "shop", settings);
        execute("alter table hearth_platform rename to away");
        Thread.sleep(4_000);
        assertTrue(!journals.held(), "the lease has not run out");
        renewed.clear();
        execute("alter table away rename to hearth_platform");
        // This platform is the first to be back, and the other one comes later.
        for (int i = 0; i < 3; i++) {
            assertSame(journal, renewed.poll(10, TimeUnit.SECONDS));
        }
        assertTrue(journals.held());
        assertTrue(other.membership().renew(), "it was removed");
        assertEquals(0, lost.size());
        other.close();
    }

    @Test
    void aPoolBelongsToWhoeverTakesItFirstUntilThatOneIsGone() throws Exception {
        PoolOwnership mine = journals.journal()
                .map(journal -> journals.membership().orElseThrow().pools())
                .orElseThrow();
        JdbcJournal other = JdbcJournal.open(database.connections().orElseThrow(), "shop", settings);
        PoolOwnership theirs = other.membership().pools();
        String self = journals.membership().orElseThrow().id();
        assertEquals(self, mine.claim("desk", "1").id());
        assertEquals(self, theirs.claim("desk", "1").id());
        assertEquals(other.membership().id(), theirs.claim("desk", "2").id());
        assertEquals(Optional.empty(), theirs.claim("desk", "1").address());
        mine.announce(URI.create("http://here:8080"), URI.create("ws://here:8081/hearth/link"), Optional.of("PEM"));
        assertEquals(
                Optional.of(URI.create("http://here:8080")),
                theirs.claim("desk", "1").address());
        assertEquals(2, mine.pools().size());
        theirs.release("desk", "1");
        assertEquals(self, theirs.claim("desk", "1").id());
        other.close();
        assertEquals(
                List.of("1"),
                mine.pools().stream().map(PoolOwnership.Owned::identity).toList());
        assertEquals(self, mine.claim("desk", "2").id());
        assertThrows(FencedException.class, () -> theirs.claim("desk", "3"));
        assertEquals(mine.secret(), theirs.secret());
        assertEquals(64, mine.secret().length());
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.connections().orElseThrow().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
