package dev.hearth.platform.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.MapFailedException;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.JournalledRun;
import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.journal.TestJournal;
import dev.hearth.platform.pool.Settled;
import dev.hearth.platform.run.MapFlow.Item;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run does that an earlier platform has begun. */
@Timeout(60)
abstract class ReplayContract {
    private static final StepId FIRST = new StepId("/", 0);
    private static final StepId SECOND = new StepId("/", 1);

    private TestJournal opened;
    private RunJournal runs;
    private RunState run;

    abstract TestJournal open();

    @BeforeEach
    void begin() {
        opened = open();
        runs = new RunJournal(opened.journal(), "v1");
        run = runs.begin(Asked.of("workflow", "brew"), RunRequest.of("http"), bytes("{}"), Optional.empty(), false);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    /** The platform has died, and another one goes on with the run. */
    private RunState again() {
        Journal journal = opened.reopen();
        runs = new RunJournal(journal, "v2");
        run = runs.again(runs.takeOver().get(0));
        return run;
    }

    @Test
    void aRecordedCallIsAnsweredAndItsRecordTellsWhoRanItAndWhen() throws Exception {
        StepState step = run.step(FIRST, "desk.ask", false);
        record(step, FIRST, "desk.ask", "d1", success("7"));
        again();
        StepState replayed = run.step(FIRST, "desk.ask", false);
        JournalledStep known = run.log().answer(FIRST, "desk.ask", "d1").orElseThrow();
        assertArrayEquals(bytes("7"), known.outcome().result());
        replayed.settled(0, known.outcome(), known.endedMicros());
        replayed.restore(known);
        assertEquals(known.startedMicros() / 1000.0, replayed.record().startedMillis(), 0.02);
        assertEquals("desk-1", replayed.record().timeline().get(0).replica());
        assertEquals(Optional.empty(), run.log().answer(SECOND, "desk.ask", "d1"));
    }

    @Test
    void anotherTaskStopsTheRunWhateverTheCodeMakesOfIt() throws Exception {
        record(run.step(FIRST, "desk.ask", false), FIRST, "desk.ask", "d1", success("7"));
        again();
        ChangedWorkflowException changed =
                assertThrows(ChangedWorkflowException.class, () -> run.log().answer(FIRST, "desk.tell", "d1"));
        run.succeeded(bytes("never mind"));
        assertEquals("failed", ended().state());
        assertEquals(changed.getMessage(), ended().failure().orElseThrow());
        assertEquals(
                "Run '" + run.id()
                        + "' cannot go on at step /0: the journal has 'desk.ask' with arguments of digest d1, but the "
                        + "code asks for 'desk.tell' with arguments of digest d1. The workflow has changed since version 'v1' began "
                        + "the run: start it with that code again, or start a new run.",
                changed.getMessage());
    }

    @Test
    void otherArgumentsStopTheRun() throws Exception {
        record(run.step(FIRST, "desk.ask", false), FIRST, "desk.ask", "d1", success("7"));
        again();
        assertThrows(ChangedWorkflowException.class, () -> run.log().answer(FIRST, "desk.ask", "d2"));
        assertEquals("failed", ended().state());
    }

    @Test
    void aStepThatIsNoLongerAskedForFailsTheRunAtItsEnd() throws Exception {
        record(run.step(FIRST, "desk.ask", false), FIRST, "desk.ask", "d1", success("7"));
        record(run.step(SECOND, "desk.tell", false), SECOND, "desk.tell", "d2", success("8"));
        again();
        run.step(FIRST, "desk.ask", false);
        assertTrue(run.log().answer(FIRST, "desk.ask", "d1").isPresent());
        run.succeeded(bytes("9"));
        assertEquals("failed", ended().state());
        assertTrue(ended().failure().orElseThrow().contains("at step /1: the journal has a step of 'desk.tell'"));
    }

    @Test
    void elementsThatAreRecordedAreNotRunAgain() throws Exception {
        StepState map = run.step(FIRST, "desk.ask", true);
        for (int i = 0; i < 1_000; i++) {
            assertNull(map.recorded(i, i));
            if (i % 3 != 0) {
                map.settled(List.of(fresh(i, success("r" + i))));
            }
        }
        map.mapClosed();
        run.log().awaitWritten();
        again();
        StepState second = run.step(FIRST, "desk.ask", true);
        for (int i = 0; i < 1_000; i++) {
            Outcome known = second.recorded(i, i);
            if (i % 3 == 0) {
                assertNull(known);
                second.settled(List.of(fresh(i, success("r" + i))));
            } else {
                assertArrayEquals(
                        bytes("r" + i), Objects.requireNonNull(known).settled().result());
                second.settled(List.of(recorded(known)));
            }
        }
        second.digest("all");
        second.mapSucceeded();
        second.mapClosed();
        run.log().awaitWritten();
        // Those that were answered were not recorded again.
        assertEquals(
                1_000,
                opened.journal().outcomeRows(run.id()).stream()
                        .mapToLong(row -> row.succeeded())
                        .sum());
        again();
        StepState third = run.step(FIRST, "desk.ask", true);
        for (int i = 0; i < 1_000; i++) {
            third.settled(List.of(recorded(Objects.requireNonNull(third.recorded(i, i)))));
        }
        third.digest("all");
        third.mapSucceeded();
        run.succeeded(bytes("1"));
        assertEquals("succeeded", ended().state());
    }

    @Test
    void anElementWithOtherArgumentsStopsTheRun() {
        StepState map = run.step(FIRST, "desk.ask", true);
        map.recorded(0, 0);
        map.settled(List.of(fresh(0, success("r"))));
        map.mapClosed();
        run.log().awaitWritten();
        again();
        StepState second = run.step(FIRST, "desk.ask", true);
        ChangedWorkflowException changed = assertThrows(ChangedWorkflowException.class, () -> second.recorded(0, 1));
        assertTrue(String.valueOf(changed.getMessage()).contains("element 0 of map 'desk.ask' with other arguments"));
    }

    @Test
    void fewerElementsStopTheRun() {
        StepState map = run.step(FIRST, "desk.ask", true);
        map.recorded(0, 0);
        map.settled(List.of(fresh(0, success("r"))));
        map.digest("one");
        map.mapSucceeded();
        map.mapClosed();
        run.log().awaitWritten();
        again();
        StepState second = run.step(FIRST, "desk.ask", true);
        second.digest("none");
        assertThrows(ChangedWorkflowException.class, second::mapSucceeded);
    }

    @Test
    void aMapThatHasFailedFailsAgainInTheSameWords() {
        StepState map = run.step(FIRST, "desk.ask", true);
        map.recorded(0, 0);
        map.settled(List.of(fresh(0, success("r"))));
        map.mapFailed(new MapFailedException("Map 'desk.ask' failed: 1 of 9", null));
        map.mapClosed();
        run.log().awaitWritten();
        again();
        StepState second = run.step(FIRST, "desk.ask", true);
        assertTrue(second.recorded(0, 0) != null);
        MapFailedException failed = assertThrows(MapFailedException.class, () -> second.recorded(1, 1));
        assertEquals("Map 'desk.ask' failed: 1 of 9", failed.getMessage());
        RuntimeException told = second.mapFailed(new MapFailedException("Map 'desk.ask' failed: 0 of 9", null));
        assertEquals("Map 'desk.ask' failed: 1 of 9", told.getMessage());
    }

    @Test
    void aCallThatHasFailedFailsAgain() throws Exception {
        Settled failure = new Settled(
                null,
                new Failure(FailureKind.TERMINAL, "no such item", "trace", false),
                "desk-1",
                1,
                0,
                0,
                false,
                0,
                0);
        record(run.step(FIRST, "desk.ask", false), FIRST, "desk.ask", "d1", failure);
        again();
        Failure known = Objects.requireNonNull(run.log()
                .answer(FIRST, "desk.ask", "d1")
                .orElseThrow()
                .outcome()
                .failure());
        assertEquals(new Failure(FailureKind.TERMINAL, "no such item", "trace", false), known);
    }

    @Test
    void anEndedRunIsKnownAfterTheNextStartWithItsStepsAndIsNotStartedAgain() throws Exception {
        record(run.step(FIRST, "desk.ask", false), FIRST, "desk.ask", "d1", success("7"));
        run.failed(new TaskFailedException(FailureKind.TIMEOUT, "too slow", ""));
        ended();
        RunJournal next = new RunJournal(opened.reopen(), "v2");
        assertEquals(List.of(), next.takeOver());
        PastRun past = next.find(run.id()).orElseThrow();
        RunRecord record = past.record();
        assertEquals("failed", record.state());
        assertEquals("desk.ask", record.steps().get(0).task());
        assertEquals(1, record.steps().get(0).elementsByReplica().get("desk-1"));
        assertEquals(run.started(), record.started());
        TaskFailedException failure = (TaskFailedException)
                assertThrows(ExecutionException.class, () -> past.result().get())
                        .getCause();
        assertNotNull(failure);
        assertEquals(FailureKind.TIMEOUT, failure.kind());
    }

    @Test
    void aStreamedMapFailsAtTheNextStartAndOneThatWasSpoolingIsForgotten() throws Exception {
        RunState streamed = runs.beginBound("map", "desk.ask", RunRequest.of("http"));
        runs.begin(Asked.of("map", "desk.ask"), RunRequest.of("http"), bytes(""), Optional.of("0 all 9"), true);
        RunJournal next = new RunJournal(opened.reopen(), "v2");
        assertEquals(
                List.of(run.id()),
                next.takeOver().stream().map(JournalledRun::id).toList());
        next.begin(Asked.of("workflow", "brew"), RunRequest.of("http"), bytes("{}"), Optional.empty(), false);
        RunRecord record = next.find(streamed.id()).orElseThrow().record();
        assertEquals("failed", record.state());
        assertTrue(record.failure().orElseThrow().contains("was tied to a connection"));
        assertEquals(3, next.list(RunQuery.NEWEST, List.of()).runs().size());
    }

    @Test
    void aDurableMapIsRunAgainForItsFailedElementsOnly() throws Exception {
        Iterator<byte[]> elements =
                IntStream.range(0, 10_000).mapToObj(i -> bytes("" + i)).iterator();
        MapOptions options = new MapOptions(3, OptionalDouble.of(0.5), true, 64);
        RunState map = DurableMaps.spool(runs, "desk.ask", elements, options, RunRequest.of("http"));
        MapDigest digests = new MapDigest();
        StepState step = map.step(FIRST, "desk.ask", true);
        Iterator<byte[]> spooled = DurableMaps.elements(opened.journal(), map.id());
        for (int i = 0; spooled.hasNext(); i++) {
            int digest = digests.add(spooled.next(), null);
            step.recorded(i, digest);
            step.settled(List.of(new Item(i, digest, Item.NEW, i % 100 == 7 ? failure() : success("r" + i))));
        }
        step.mapClosed();
        map.succeeded(bytes("{}"));
        map.result().get();
        Journal journal = opened.journal();
        assertEquals(9_900, outcomes(map.id(), true));
        assertEquals(100, outcomes(map.id(), false));

        JournalledRun before = DurableMaps.withFailures(journal, map.id());
        assertEquals(options, DurableMaps.options(before));
        RunState rerun = DurableMaps.again(runs, before, RunRequest.of("http"));
        StepState again = rerun.step(FIRST, "desk.ask", true);
        Iterator<byte[]> same = DurableMaps.elements(journal, rerun.id());
        int submitted = 0;
        for (int i = 0; same.hasNext(); i++) {
            int digest = digests.add(same.next(), null);
            Outcome known = again.recorded(i, digest);
            if (known == null) {
                submitted++;
                assertEquals(7, i % 100);
            }
            again.settled(
                    List.of(known == null ? new Item(i, digest, Item.NEW, success("again" + i)) : recorded(known)));
        }
        again.mapClosed();
        rerun.succeeded(bytes("{}"));
        rerun.result().get();
        assertEquals(100, submitted);
        assertEquals(10_000, outcomes(rerun.id(), true));
        assertEquals(9_900, outcomes(map.id(), true));
        assertThrows(RunRefusedException.class, () -> DurableMaps.withFailures(journal, rerun.id()));
        assertThrows(RunRefusedException.class, () -> DurableMaps.withFailures(journal, run.id()));
    }

    /** Counts outcomes, and sees that they come in order. */
    private int outcomes(String id, boolean succeeded) throws InterruptedException {
        int[] count = new int[1];
        long[] last = {-1};
        DurableMaps.outcomes(
                opened.journal(), opened.journal().run(id).orElseThrow(), (index, value, failure, provenance) -> {
                    assertTrue(index > last[0]);
                    last[0] = index;
                    if (succeeded == (failure == null)) {
                        count[0]++;
                    }
                });
        return count[0];
    }

    /** An element that has run, with its index for a digest. */
    private static Item fresh(int index, Settled settled) {
        return new Item(index, index, Item.NEW, settled);
    }

    private static Item recorded(Outcome known) {
        return new Item(known.index(), known.digest(), known.atMicros(), known.settled());
    }

    private void record(StepState step, StepId id, String task, String digest, Settled settled) throws Exception {
        step.settled(settled);
        step.ended();
        run.log()
                .ended(new JournalledStep(
                        id.path(), id.ordinal(), task, digest, false, settled, step.startedMicros(), step.nowMicros()))
                .get();
    }

    /** The run's record once its end is journalled. */
    private RunRecord ended() {
        try {
            run.result().get();
        } catch (InterruptedException | ExecutionException e) {
            // Its record says how.
        }
        return run.record();
    }

    private static Settled success(String result) {
        return new Settled(bytes(result), null, "desk-1", 1, 2_000_000, 3_000_000, true, 1, 0);
    }

    private static Settled failure() {
        return new Settled(null, Failure.of(FailureKind.ERROR, "boom"), "desk-1", 1, 0, 0, false, 0, 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
