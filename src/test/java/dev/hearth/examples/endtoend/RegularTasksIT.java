package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fresh process for each call, three at once at most, on one PLATFORM. */
class RegularTasksIT {
    private static final int ROOM = 3;

    /** More than there is room for, so that some must wait. */
    private static final int ELEMENTS = ROOM + 2;

    private static final String[] STAY = {"map", "cell.stay", "--input", "-"};
    private static final Pattern STAYS = Pattern.compile("Process (\\d+) stays");

    @RegisterExtension
    static final Hearth HEARTH = Hearth.forAllTests().with("HEARTH_PROCESS_FRESH_REPLICAS", Integer.toString(ROOM));

    private static final Started PLATFORM = HEARTH.start("serve", "--port", "0");

    @BeforeAll
    static void serve() {
        PLATFORM.url();
    }

    @AfterEach
    void noProcessOutlivesItsCall() {
        Waiting.until(
                Duration.ofSeconds(20),
                () -> HEARTH.processes().replicas("cell").isEmpty(),
                () -> "still there: " + HEARTH.processes().replicas("cell"));
    }

    @Test
    void aRegularTaskAndAnActorTaskGiveTheSame() {
        new Caller(PLATFORM.url())
                .run("refactoring")
                .assertGives("{\"regular\":{\"a\":3,\"is\":2,\"rose\":3},\"actor\":{\"a\":3,\"is\":2,\"rose\":3}}");
    }

    @Test
    void theNextCallSeesNothingOfTheOneBefore() {
        new Caller(PLATFORM.url())
                .run("strict-isolation")
                .assertGives("{\"visitors\":0,\"threads\":0,\"sameProcess\":false}");
    }

    @Test
    void eachElementHasAProcessOfItsOwnAndNoMoreRunAtOnceThanThereIsRoomFor() {
        int most = mostAtOnce(HEARTH.startWithInput(HEARTH.file("in", "300\n".repeat(ELEMENTS)), STAY));
        assertEquals(ROOM, most);
    }

    @Test
    void noMoreProcessesRunAtOnceThanTheMapMayHaveElements() {
        int most = mostAtOnce(HEARTH.startWithInput(
                HEARTH.file("in", "300\n".repeat(ELEMENTS)), "map", "cell.stay", "--input", "-", "--concurrency", "2"));
        assertEquals(2, most);
    }

    private static int mostAtOnce(Started map) {
        AtomicInteger most = new AtomicInteger();
        Waiting.until(
                Hearth.LIMIT,
                () -> {
                    most.accumulateAndGet(HEARTH.processes().replicas("cell").size(), Math::max);
                    return !map.process().isAlive();
                },
                map::toString);
        Ended ended = map.await(Hearth.LIMIT);
        assertEquals(0, ended.code(), ended::toString);
        assertEquals(ELEMENTS, ended.lines().size());
        assertEquals(ELEMENTS, new HashSet<>(ended.lines()).size(), ended::toString);
        return most.get();
    }

    @Test
    void anElementWhoseProcessIsKilledRunsInAnother() {
        int before = staying().size();
        Started map = HEARTH.startWithInput(HEARTH.file("in", "2500\n2500\n"), STAY);
        long killed = theNextThatStays(before);
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        Ended ended = map.await(Hearth.LIMIT);
        assertEquals(0, ended.code(), ended::toString);
        assertEquals(2, new HashSet<>(ended.lines()).size(), ended::toString);
        assertFalse(ended.lines().contains(Long.toString(killed)), ended::toString);
        List<JsonNode> runs = new RunRecords(PLATFORM.url()).of("cell.stay");
        assertEquals(2, RunRecords.mostAttempts(runs.get(runs.size() - 1)));
    }

    @Test
    void cancellingEndsTheProcessesThatRunAndThoseThatStart() {
        int before = staying().size();
        Started map = HEARTH.startWithInput(HEARTH.file("in", "60000\n".repeat(20)), STAY);
        theNextThatStays(before);
        map.process().destroy();
        noProcessOutlivesItsCall();
        HEARTH.runWithInput("1\n", STAY).lines().forEach(line -> assertTrue(line.matches("\\d+"), line));
    }

    @Test
    void theListSaysHowManyThereMayBe() {
        String list = HEARTH.run("list").out();
        assertTrue(
                list.contains("environment cell  a fresh replica for each call, at once at most " + ROOM + "\n"), list);
    }

    private static long theNextThatStays(int before) {
        Waiting.until(Hearth.LIMIT, () -> staying().size() > before, () -> "nobody stays. " + PLATFORM);
        return staying().get(before);
    }

    /** The processes that have run the task so far. */
    private static List<Long> staying() {
        return STAYS.matcher(PLATFORM.said())
                .results()
                .map(match -> Long.parseLong(match.group(1)))
                .toList();
    }
}
