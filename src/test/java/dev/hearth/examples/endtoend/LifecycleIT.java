package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When an environment's replicas come and go: its time to live, and changes while the platform runs. */
class LifecycleIT {
    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    @Test
    void anEnvironmentIdleForItsTimeToLiveHasNoReplicaAndItsNextCallStartsNewOnes() {
        RunRecords records = serve("HEARTH_ENVIRONMENTS__NUMBERS__TTL_SECONDS", "1");
        plusOne(records);
        Set<Long> first = pids("numbers");
        awaitNone("numbers");
        plusOne(records);
        Set<Long> second = pids("numbers");
        assertTrue(Collections.disjoint(first, second), () -> first + " and " + second);
        awaitNone("numbers");
    }

    @Test
    void neitherAStartNorATaskLongerThanTheTimeToLiveIsCollected() {
        // The replica takes 3 s more to start, then its first task 2 s; the environment lives for 1 s.
        String java = Path.of(System.getProperty("hearth.it.java", System.getProperty("java.home")), "bin", "java")
                .toString();
        hearth.with(
                "HEARTH_PROCESS_COMMAND",
                "sh -c 'sleep 3; exec " + java + " --add-opens java.base/java.lang=ALL-UNNAMED -jar " + hearth.jar()
                        + "'");
        RunRecords records = serve("HEARTH_ENVIRONMENTS__CACHING__TTL_SECONDS", "1");
        new Caller(records.url())
                .run("caching-basic", "{\"initValue\":1,\"state\":3}")
                .assertGives("13");
        JsonNode pool = pools(records, "caching").get(0);
        assertEquals(1, pool.path("state").path("startedTotal").asInt(), pool::toString);
        assertEquals(1, RunRecords.sum(records.of("caching-basic").get(0), "cacheMisses"));
        awaitNone("caching");
    }

    @Test
    void aChangedEnvironmentMovesAMapInItsMiddleToNewReplicasAndLosesNothing() {
        RunRecords records = serve("HEARTH_ENVIRONMENTS__NUMBERS__REPLICA_COUNT", "1");
        Started map = hearth.startWithPipe("map", "numbers.plus-one", "--input", "-");
        map.feed("1\n2\n3\n", false);
        Waiting.until(Hearth.LIMIT, () -> map.printed().equals("2\n3\n4\n"), () -> "not the first results. " + map);
        Set<Long> first = pids("numbers");
        hearth.run("change", "numbers", "replica-count=2", "environment.MODE=new")
                .assertPrints();
        Waiting.until(
                Hearth.LIMIT,
                () -> Collections.disjoint(first, pids("numbers")),
                () -> "the old replica stays. " + map);
        map.feed("4\n5\n6\n", true);
        Ended ended = map.await(Hearth.LIMIT);
        ended.assertPrints("2", "3", "4", "5", "6", "7");
        List<JsonNode> pools = pools(records, "numbers");
        assertEquals(1, pools.size(), pools::toString);
        assertFalse(pools.get(0).path("retired").asBoolean());
        Waiting.until(Hearth.LIMIT, () -> pids("numbers").size() == 2, () -> "not two replicas: " + pids("numbers"));
        hearth.run("change", "numbers", "replicas=3").assertFails(2, "no attribute 'replicas'", "replica-count");
    }

    private RunRecords serve(String variable, String value) {
        return new RunRecords(
                hearth.with(variable, value).start("serve", "--port", "0").url());
    }

    private static void plusOne(RunRecords records) {
        new Caller(records.url()).assertMaps("numbers.plus-one", "[1,2]", "2", "3");
    }

    private Set<Long> pids(String environment) {
        return hearth.processes().replicas(environment).stream()
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private void awaitNone(String environment) {
        Waiting.until(
                Duration.ofSeconds(20), () -> pids(environment).isEmpty(), () -> "still there: " + pids(environment));
    }

    private static List<JsonNode> pools(RunRecords records, String environment) {
        List<JsonNode> pools = new ArrayList<>();
        StreamSupport.stream(records.get("/api/pools").spliterator(), false)
                .filter(pool -> pool.path("environment").asText().equals(environment))
                .forEach(pools::add);
        return pools;
    }
}
