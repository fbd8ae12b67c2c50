package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two platforms with one PostgreSQL, one of which is killed, frozen or stopped in the middle of its work: that costs nothing. */
class SeveralPlatformsLossIT {
    private static final int MANY = 10_000;

    /** What an element takes: so long that a map is in its middle for seconds, however fast the machine is. */
    private static final int MILLIS = 1;

    private static final String TAKEN_OVER = "runs go on that an earlier platform has begun";

    @RegisterExtension
    static final SharedJournal JOURNAL = new SharedJournal();

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    private LedgerRuns one;
    private LedgerRuns two;

    @BeforeEach
    void serve() throws SQLException {
        JOURNAL.renew(hearth);
        one = new LedgerRuns(SharedJournal.serve(hearth, "one"));
        two = new LedgerRuns(SharedJournal.serve(hearth, "two"));
    }

    @Test
    void aChainGoesOnAtAnotherPlatformWhenItsOwnIsKilled() throws Exception {
        Path ledger = ledger("chain");
        String run = one.chain(ledger, 12, 500);
        one.awaitEntries(ledger, 5);
        kill(one);
        long journalled = JOURNAL.count("select count(*) from hearth_step where task = 'ledger.enter'");
        int before = LedgerRuns.entries(ledger).size();
        assertTrue(journalled >= 3 && journalled <= before, () -> journalled + " of " + before);

        // Asked for where it was not started, before that platform has taken it over.
        String result = two.result(run);
        assertTrue(result.endsWith("\"sum\":66}"), result);
        List<String> entries = LedgerRuns.entries(ledger);
        assertEquals(before + 12 - journalled, entries.size(), entries::toString);
        assertEquals(12, new HashSet<>(entries).size());
    }

    @Test
    void aDurableMapGoesOnAtAnotherPlatformWhenItsOwnIsKilled() throws Exception {
        Path ledger = ledger("map");
        String run = one.map(ledger, MANY, MILLIS);
        one.awaitEntries(ledger, MANY / 3);
        kill(one);
        long journalled = JOURNAL.count("select sum(succeeded) from hearth_segment");
        int before = LedgerRuns.entries(ledger).size();
        assertTrue(before < MANY, () -> "killed after the end: " + before);
        assertTrue(journalled > MANY / 10 && journalled <= before, () -> journalled + " of " + before);

        two.awaitEnd(run);
        assertEquals(before + MANY - journalled, LedgerRuns.entries(ledger).size());
        two.assertOutcomes(run, MANY);
    }

    @Test
    void aPlatformThatWasFrozenForLongerThanItsLeaseDoublesNothingAndGoesOnAsAMember() throws Exception {
        Path ledger = ledger("frozen");
        String run = one.map(ledger, MANY, MILLIS);
        Path chained = ledger("frozen-chain");
        String chain = one.chain(chained, 20, 300);
        one.awaitEntries(ledger, MANY / 4);
        signal("STOP", one);
        // What is in the journal by now, as the other platform tells.
        List<String> known = two.recorded(run);
        assertTrue(!known.isEmpty() && known.size() < MANY, () -> known.size() + " recorded");
        Waiting.until(
                Hearth.LIMIT, () -> two.platform().said().contains(TAKEN_OVER), () -> "nothing is taken over. " + two);
        // It wakes up while the other one is at work.
        signal("CONT", one);
        Waiting.until(
                Duration.ofSeconds(30),
                () -> one.platform().said().contains("goes on as a new member"),
                () -> "it did not notice. " + one);
        two.awaitEnd(run);
        one.awaitEnd(chain);

        two.assertOutcomes(run, MANY);
        one.assertOutcomes(run, MANY);
        JOURNAL.assertCount(MANY, "select sum(succeeded) from hearth_segment");
        JOURNAL.assertCount(
                20, "select count(*) from hearth_step where task = 'ledger.enter' and run = '" + chain + "'");
        Map<String, Integer> times = new HashMap<>();
        LedgerRuns.entries(ledger).forEach(entry -> times.merge(entry, 1, Integer::sum));
        assertEquals(MANY, times.size());
        List<String> again = known.stream()
                .filter(entry -> times.getOrDefault(entry, 0) != 1)
                .toList();
        assertEquals(List.of(), again, "were recorded, and ran again");
        assertEquals(20, new HashSet<>(LedgerRuns.entries(chained)).size());

        String next = one.map(ledger("later"), 1_000, 0);
        one.awaitEnd(next);
        one.assertOutcomes(next, 1_000);
    }

    @Test
    void elementsThatWereAtAKilledPlatformRunElsewhere() throws Exception {
        one.awaitEnd(one.map(ledger("first"), 10, 0));
        Path ledger = ledger("travelled");
        String run = two.map(ledger, MANY, MILLIS);
        two.awaitEntries(ledger, MANY / 3);
        kill(one);
        int before = LedgerRuns.entries(ledger).size();
        assertTrue(before < MANY, () -> "killed after the end: " + before);
        two.awaitEnd(run);
        two.assertOutcomes(run, MANY);
        assertEquals(MANY, new HashSet<>(LedgerRuns.entries(ledger)).size());
        JOURNAL.assertCount(MANY, "select sum(succeeded) from hearth_segment where run = '" + run + "'");
        JsonNode pools = two.pools();
        assertEquals("WARM", pools.path(0).path("state").path("phase").asText(), pools::toString);
    }

    @Test
    void aPlatformThatIsStoppedLeavesItsRunsToTheOtherAtOnce() throws Exception {
        Path ledger = ledger("stopped");
        String run = one.chain(ledger, 12, 500);
        one.awaitEntries(ledger, 3);
        one.platform().process().destroy();
        // Sooner than a lease runs out.
        Waiting.until(
                Duration.ofSeconds(4),
                () -> two.platform().said().contains(TAKEN_OVER),
                () -> "nothing is taken over. " + two);
        two.awaitEnd(run);
        JOURNAL.assertCount(12, "select count(*) from hearth_step where task = 'ledger.enter'");
    }

    private Path ledger(String name) {
        return hearth.folder().resolve(name + ".ledger");
    }

    /** Not asked, and with no time to do anything more. */
    private static void kill(LedgerRuns runs) {
        Process process = runs.platform().process();
        List<ProcessHandle> replicas = process.descendants().toList();
        process.destroyForcibly();
        Waiting.until(
                Duration.ofSeconds(20),
                () -> !process.isAlive() && replicas.stream().noneMatch(ProcessHandle::isAlive),
                () -> "not dead. " + runs);
    }

    private static void signal(String signal, LedgerRuns runs) throws Exception {
        Process kill = new ProcessBuilder(
                        "kill",
                        "-" + signal,
                        String.valueOf(runs.platform().process().pid()))
                .start();
        assertEquals(0, kill.waitFor());
    }
}
