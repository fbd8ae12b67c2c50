package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fresh process for each call, three at once at most, on one PLATFORM. */
class RegularTasksIT {
    private static final int ROOM = 3;
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
        HEARTH.run("run", "refactoring")
                .assertPrints("{\"regular\":{\"a\":3,\"is\":2,\"rose\":3},\"actor\":{\"a\":3,\"is\":2,\"rose\":3}}");
    }

    @Test
    void theNextCallSeesNothingOfTheOneBefore() {
        HEARTH.run("run", "strict-isolation").assertPrints("{\"visitors\":0,\"threads\":0,\"sameProcess\":false}");
    }

    @Test
    void eachElementHasAProcessOfItsOwnAndNoMoreRunAtOnceThanThereIsRoomFor() {
        int most = mostAtOnce(HEARTH.startWithInput(HEARTH.file("in", "300\n".repeat(7)), STAY));
        assertEquals(ROOM, most);
    }

    @Test
    void noMoreProcessesRunAtOnceThanTheMapMayHaveElements() {
        int most = mostAtOnce(HEARTH.startWithInput(
                HEARTH.file("in", "300\n".repeat(7)), "map", "cell.stay", "--input", "-", "--concurrency", "2"));
        assertEquals(2, most);
    }

    /** Of seven elements. */
    private static int mostAtOnce(Started map) {
        int most = 0;
        while (map.process().isAlive()) {
            most = Math.max(most, HEARTH.processes().replicas("cell").size());
        }
        Ended ended = map.await(Hearth.LIMIT);
        assertEquals(0, ended.code(), ended::toString);
        assertEquals(7, ended.lines().size());
        assertEquals(7, new HashSet<>(ended.lines()).size(), ended::toString);
        return most;
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
