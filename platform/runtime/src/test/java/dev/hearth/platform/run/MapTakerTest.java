package dev.hearth.platform.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.MapFailedException;
import dev.hearth.TaskFailedException;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.run.MapFlow.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MapTakerTest {
    private final FakePools pools = new FakePools();
    private final StepState step = new StepState(new StepId("/", 0), "env.task", true, System.nanoTime());

    private MapFlow flow(int window, boolean ordered) {
        return new MapFlow(pools, "env", "run", "", 0, window, ordered, step);
    }

    private static void feed(MapFlow flow, int count) {
        for (int i = 0; i < count; i++) {
            flow.feed(new Element(flow.poolRun(), i, "env.task", null, new byte[0], 0, Limits.NONE));
        }
        flow.endInput();
    }

    private static List<Long> indexes(MapTaker taker) throws InterruptedException {
        List<Long> indexes = new ArrayList<>();
        for (Item item = taker.next(MapTaker.Feeder.ELSEWHERE);
                item != null;
                item = taker.next(MapTaker.Feeder.ELSEWHERE)) {
            indexes.add(item.index());
        }
        return indexes;
    }

    @Test
    void anOrderedMapGivesItsResultsInInputOrder() throws Exception {
        MapFlow flow = flow(10, true);
        feed(flow, 3);
        pools.succeed(pools.submitted.get(2));
        pools.succeed(pools.submitted.get(0));
        pools.succeed(pools.submitted.get(1));
        assertEquals(List.of(0L, 1L, 2L), indexes(new MapTaker(flow, SuccessRule.all(), step, "env.task", true)));
    }

    @Test
    void anUnorderedMapGivesItsResultsInTheOrderOfCompletion() throws Exception {
        MapFlow flow = flow(10, false);
        feed(flow, 3);
        pools.succeed(pools.submitted.get(2));
        pools.succeed(pools.submitted.get(0));
        pools.succeed(pools.submitted.get(1));
        assertEquals(List.of(2L, 0L, 1L), indexes(new MapTaker(flow, SuccessRule.all(), step, "env.task", false)));
    }

    @Test
    void aFailureFailsTheMapBeforeEarlierElementsAreSettled() {
        MapFlow flow = flow(10, true);
        feed(flow, 3);
        pools.fail(pools.submitted.get(2));
        MapTaker taker = new MapTaker(flow, SuccessRule.all(), step, "env.task", true);
        TaskFailedException failure =
                assertThrows(TaskFailedException.class, () -> taker.next(MapTaker.Feeder.ELSEWHERE));
        assertTrue(String.valueOf(failure.getMessage())
                .startsWith("Element 2 of map 'env.task' failed after 1 attempt on replica env-1"));
    }

    @Test
    void aToleratedFailureComesBackInItsPlace() throws Exception {
        MapFlow flow = flow(10, true);
        feed(flow, 2);
        pools.fail(pools.submitted.get(0));
        pools.succeed(pools.submitted.get(1));
        MapTaker taker = new MapTaker(flow, SuccessRule.minimum(1), step, "env.task", true);
        Item first = taker.next(MapTaker.Feeder.ELSEWHERE);
        assertNotNull(first);
        assertNotNull(first.settled().failure());
        assertEquals(List.of(1L), indexes(taker));
    }

    @Test
    void aMapWhoseMinimumIsOutOfReachFailsWithTheNumbers() {
        MapFlow flow = flow(10, true);
        feed(flow, 3);
        pools.fail(pools.submitted.get(2));
        pools.fail(pools.submitted.get(1));
        MapTaker taker = new MapTaker(flow, SuccessRule.ratio(0.5), step, "env.task", true);
        MapFailedException failure =
                assertThrows(MapFailedException.class, () -> taker.next(MapTaker.Feeder.ELSEWHERE));
        assertTrue(String.valueOf(failure.getMessage())
                .contains("0 succeeded and 2 failed of 3, at least 2 had to succeed"));
    }

    @Test
    void theWindowHoldsIntakeBackUntilAnElementHasLeft() throws Exception {
        MapFlow flow = flow(2, true);
        assertTrue(flow.hasRoom());
        flow.feed(new Element(flow.poolRun(), 0, "env.task", null, new byte[0], 0, Limits.NONE));
        flow.feed(new Element(flow.poolRun(), 1, "env.task", null, new byte[0], 0, Limits.NONE));
        flow.flush();
        assertFalse(flow.hasRoom());
        pools.succeed(pools.submitted.get(1));
        MapTaker taker = new MapTaker(flow, SuccessRule.all(), step, "env.task", true);
        pools.succeed(pools.submitted.get(0));
        assertNotNull(taker.next(MapTaker.Feeder.ELSEWHERE));
        assertTrue(flow.hasRoom());
    }

    /** A reader that missed its waking would wait for ever. */
    @Test
    void aReaderIsWokenHoweverCloselyRoomAndItsWaitingMeet() throws Exception {
        int elements = 20_000;
        MapFlow flow = flow(1, true);
        Thread reader = new Thread(() -> {
            try {
                for (int i = 0; flow.awaitRoom() && i < elements; i++) {
                    flow.feed(new Element(flow.poolRun(), i, "env.task", null, new byte[0], 0, Limits.NONE));
                }
                flow.endInput();
            } catch (InterruptedException e) {
                flow.failInput(e);
            }
        });
        reader.start();
        MapTaker taker = new MapTaker(flow, SuccessRule.all(), step, "env.task", true);
        for (int i = 0; i < elements; i++) {
            pools.succeed(pools.awaitSubmitted(i));
            assertNotNull(taker.next(MapTaker.Feeder.ELSEWHERE));
        }
        assertNull(taker.next(MapTaker.Feeder.ELSEWHERE));
        reader.join();
    }

    @Test
    void aReaderThatWaitsForRoomSendsWhatItHoldsFirst() throws Exception {
        MapFlow flow = flow(1, true);
        Thread reader = new Thread(() -> {
            try {
                for (int i = 0; flow.awaitRoom() && i < 2; i++) {
                    flow.feed(new Element(flow.poolRun(), i, "env.task", null, new byte[0], 0, Limits.NONE));
                }
                flow.endInput();
            } catch (InterruptedException e) {
                flow.failInput(e);
            }
        });
        reader.start();
        MapTaker taker = new MapTaker(flow, SuccessRule.all(), step, "env.task", true);
        pools.succeed(pools.awaitSubmitted(0));
        assertNotNull(taker.next(MapTaker.Feeder.ELSEWHERE));
        pools.succeed(pools.awaitSubmitted(1));
        assertNotNull(taker.next(MapTaker.Feeder.ELSEWHERE));
        assertNull(taker.next(MapTaker.Feeder.ELSEWHERE));
        reader.join();
    }

    @Test
    void anElementThatAFullQueueRefusedComesAgain() throws Exception {
        MapFlow flow = flow(10, true);
        feed(flow, 2);
        pools.refuse(pools.submitted.get(0));
        pools.succeed(pools.submitted.get(1));
        Element again = pools.awaitSubmitted(2);
        assertEquals(0, again.index());
        pools.succeed(again);
        assertEquals(List.of(0L, 1L), indexes(new MapTaker(flow, SuccessRule.all(), step, "env.task", true)));
    }

    @Test
    void closingCancelsWhatIsInThePoolAndLateAnswersAreForgotten() {
        MapFlow flow = flow(10, true);
        feed(flow, 2);
        flow.close();
        assertEquals(List.of(flow.poolRun()), pools.cancelled);
        assertEquals(List.of(), pools.forgotten);
        pools.succeed(pools.submitted.get(0));
        pools.succeed(pools.submitted.get(1));
        assertEquals(List.of("run"), pools.forgotten);
    }
}
