package dev.hearth.platform.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.Overlap;
import dev.hearth.Schedule;
import dev.hearth.Workflow;
import dev.hearth.platform.run.RunPage;
import dev.hearth.platform.run.RunQuery;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.Runs;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workflows that start by themselves. */
class SchedulesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Clock.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("hearth.journal.kind", "h2")
            .overrideConfigKey("hearth.journal.url", "jdbc:h2:mem:schedules;DB_CLOSE_DELAY=-1");

    @Inject
    Runs runs;

    public static class Clock {
        static final CountDownLatch END = new CountDownLatch(1);

        @Workflow
        @Schedule(everySeconds = 1, input = "{\"word\":\"tick\"}")
        public String tick(String word) {
            return word;
        }

        @Workflow
        @Schedule(everySeconds = 1, overlap = Overlap.SKIP)
        public void skips() throws InterruptedException {
            END.await();
        }

        @Workflow
        @Schedule(everySeconds = 1, overlap = Overlap.CANCEL_PREVIOUS)
        public void cancels() throws InterruptedException {
            END.await();
        }

        @Workflow
        @Schedule(everySeconds = 1, overlap = Overlap.ALLOW)
        public void overlaps() throws InterruptedException {
            END.await();
        }

        @Workflow
        @Schedule(cron = "0 0 1 1 *")
        @Schedule(cron = "0 0 2 1 *", zone = "Europe/Berlin")
        public void rarely() {}
    }

    @Test
    void workflowsStartAtTheirTimesAndOverlapAsTheySay() throws Exception {
        List<RunRecord> ticks = await("tick", list -> list.size() >= 3);
        assertTrue(ticks.stream().allMatch(run -> run.origin().equals("schedule")), ticks.toString());
        assertEquals(
                "\"tick\"",
                new String(runs.handle(ticks.get(2).id()).orElseThrow().result().get(), StandardCharsets.UTF_8));
        Duration between = Duration.between(ticks.get(2).started(), ticks.get(1).started());
        assertTrue(between.toMillis() > 400, "two starts are only " + between + " apart");
        assertEquals(1, list("skips").size());
        List<RunRecord> cancels = await("cancels", list -> list.size() >= 3);
        assertEquals(
                List.of("running", "cancelled"),
                cancels.subList(0, 2).stream().map(RunRecord::state).toList());
        List<RunRecord> overlaps = await("overlaps", list -> list.size() >= 2);
        assertTrue(overlaps.stream().allMatch(run -> run.state().equals("running")), overlaps.toString());
        assertEquals(List.of(), list("rarely"));
        Clock.END.countDown();
        await("skips", list -> list.size() >= 2);
    }

    private List<RunRecord> await(String workflow, Predicate<List<RunRecord>> there) throws InterruptedException {
        Instant end = Instant.now().plus(LONG);
        List<RunRecord> found = list(workflow);
        while (!there.test(found) && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            found = list(workflow);
        }
        assertTrue(there.test(found), "after " + LONG + ": " + found);
        return found;
    }

    private List<RunRecord> list(String workflow) {
        RunPage page = runs.list(new RunQuery(
                Optional.empty(), Optional.empty(), Optional.of(workflow), Optional.empty(), Optional.empty(), 100));
        return page.runs();
    }
}
