package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two platforms with one PostgreSQL: whichever is asked, they share the work. */
class SeveralPlatformsIT {
    private static final int MANY = 20_000;

    @RegisterExtension
    static final SharedJournal JOURNAL = new SharedJournal();

    @RegisterExtension
    static final Hearth HEARTH = Hearth.forAllTests();

    private static LedgerRuns one;
    private static LedgerRuns two;

    @BeforeAll
    static void serve() throws SQLException {
        JOURNAL.renew(HEARTH);
        one = new LedgerRuns(SharedJournal.serve(HEARTH, "one"));
        two = new LedgerRuns(SharedJournal.serve(HEARTH, "two"));
    }

    @Test
    void elementsTravelToThePlatformThatHasThePoolAndComeBackWithWhoRanThem() throws Exception {
        one.awaitEnd(one.map(ledger("first"), 10, 0));
        // Whichever test came first: one of them has it, and the other one knows.
        boolean atOne = poolElsewhere(one).equals("null");
        LedgerRuns home = atOne ? one : two;
        LedgerRuns other = atOne ? two : one;
        assertEquals(home.platform().url(), poolElsewhere(other));
        Path ledger = ledger("travelled");
        String run = other.map(ledger, MANY, 0);
        other.awaitEnd(run);
        other.assertOutcomes(run, MANY);
        assertEquals(MANY, LedgerRuns.entries(ledger).size());
        assertEquals("null", poolElsewhere(home));
        assertEquals(home.platform().url(), poolElsewhere(other));
        HEARTH.with(
                "HEARTH_STATE", HEARTH.folder().resolve(atOne ? "two" : "one").toString());
        String where = "in the platform at " + home.platform().url();
        Ended shown = HEARTH.run("pools");
        assertTrue(shown.out().contains("pool ledger  elsewhere: " + where), shown::toString);
        Ended states = HEARTH.run("environments");
        assertTrue(states.out().contains("its pool is " + where), states::toString);
        JsonNode record = other.record(run);
        assertEquals(List.of("ledger-1", "ledger-2"), RunRecords.replicas(record));
        assertEquals(1, RunRecords.mostAttempts(record));
        assertEquals(
                2, HEARTH.processes().replicas("ledger").size(), "the platforms have not shared one pool's replicas");
    }

    @Test
    void aRunIsCancelledThroughAnyPlatform() throws Exception {
        Path ledger = ledger("cancelled");
        String run = one.chain(ledger, 1000, 500);
        one.awaitEntries(ledger, 1);
        HttpResponse<String> cancelled = two.cancel(run);
        assertEquals(200, cancelled.statusCode(), cancelled.body());
        assertTrue(cancelled.body().contains("\"state\":\"cancelled\""), cancelled.body());
    }

    @Test
    void aKeyStartsOneRunWhicheverPlatformIsAsked() {
        List<LedgerRuns> platforms = List.of(one, two);
        for (int i = 0; i < 20; i++) {
            Path ledger = ledger("key" + i);
            String key = "key-" + i;
            List<String> runs =
                    platforms.stream().map(platform -> platform.chainWithKey(ledger, 1, 0, key)).toList().stream()
                            .map(CompletableFuture::join)
                            .map(LedgerRuns::run)
                            .distinct()
                            .toList();
            assertEquals(1, runs.size(), () -> "" + runs);
            platforms.get(i % 2).awaitEnd(runs.get(0));
            assertEquals(List.of("0"), LedgerRuns.entries(ledger));
            for (LedgerRuns platform : platforms) {
                HttpResponse<String> refused =
                        platform.chainWithKey(ledger, 2, 0, key).join();
                assertEquals(422, refused.statusCode(), refused.body());
                assertEquals(runs, refused.headers().allValues("Hearth-Run"));
            }
        }
    }

    /** Where the one pool that there is has its home, as this platform tells: {@code null} for itself. */
    private static String poolElsewhere(LedgerRuns platform) {
        JsonNode pools = platform.pools();
        assertEquals(1, pools.size(), pools::toString);
        return pools.get(0).path("platform").asText();
    }

    private static Path ledger(String name) {
        return HEARTH.folder().resolve(name + ".ledger");
    }
}
