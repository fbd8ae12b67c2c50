package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.examples.cluster.PlatformPair.Member;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two platform pods over one PostgreSQL: they share the work and the pods of replicas, and one that goes or freezes costs nothing. */
@OnCluster
class TwoPlatformsIT {
    private static final String ENVIRONMENT = "ledger";
    private static final int REPLICAS = 2;
    private static final int ELEMENTS = 2_000;
    private static final int MILLIS = 20;
    private static final int STEPS = 30;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Chance sends a replica straight to the right one half the time. */
    private static final int MOST_DIALS = 12;

    private static int files;

    @SuppressWarnings("NullAway.Init")
    private static PlatformPair pair;

    @BeforeAll
    static void deploy() {
        pair = PlatformPair.deploy();
    }

    @AfterAll
    static void undeploy() {
        if (pair != null) {
            pair.close();
        }
    }

    @Test
    void onePoolServesBothAndAReplicaThatDialsTheWrongOneIsSentOn() {
        String file = newFile();
        warm();
        List<Member> members = pair.members(ENVIRONMENT);
        try (Member owner = members.get(0);
                Member other = members.get(1)) {
            assertTrue(
                    owner.has(ENVIRONMENT),
                    () -> "nobody has the pool: " + owner.http().get("/api/pools"));
            assertEquals(false, other.has(ENVIRONMENT));
            assertEquals(
                    owner.address(),
                    other.http().get("/api/pools").findPath("platform").asText());
            String there = map(owner, file, 100);
            String here = map(other, newFile(), 100);
            assertEnds(owner, there, 100);
            assertEnds(other, here, 100);
            assertEquals(REPLICAS, pair.pods(ENVIRONMENT).names().size());

            List<String> logs = new ArrayList<>();
            String sent = "the platform sends it to "
                    + owner.address().replaceFirst("http", "ws").replaceFirst("8080$", "8081");
            Set<String> heard = new HashSet<>();
            for (int i = 0; i < MOST_DIALS && logs.stream().noneMatch(log -> log.contains(sent)); i++) {
                Set<String> ready = awaitPods();
                ready.stream().filter(heard::add).forEach(pod -> logs.add(pair.log(pod)));
                pair.delete(ready.iterator().next());
                assertEnds(other, map(other, newFile(), 10), 10);
            }
            assertTrue(logs.stream().anyMatch(log -> log.contains(sent)), () -> "none was sent on: " + logs);
        }
    }

    @Test
    void aPlatformThatIsKilledLosesAndDoublesNothingAndItsReplicasStay() {
        warm();
        Set<String> pods = awaitPods();
        List<Member> members = pair.members(ENVIRONMENT);
        try (Member owner = members.get(0);
                Member other = members.get(1)) {
            String file = newFile();
            String chain = chain(owner);
            String run = map(other, file, ELEMENTS);
            Set<Integer> known = awaitRecorded(other, run);
            pair.delete(owner.pod());
            assertEnds(other, run, ELEMENTS);
            assertChainEnds(other, chain);
            assertEachOnce(pods, file, known);
            assertEquals(pods, awaitPods());
        }
    }

    @Test
    void aPlatformThatIsFrozenForLongerThanItsLeaseLosesAndDoublesNothingAndGoesOn() {
        warm();
        Set<String> pods = awaitPods();
        List<Member> members = pair.members(ENVIRONMENT);
        try (Member owner = members.get(0);
                Member other = members.get(1)) {
            String file = newFile();
            String chain = chain(owner);
            String run = map(owner, file, ELEMENTS);
            awaitRecorded(other, run);
            pair.signal("STOP", owner.pod());
            Set<Integer> known = recorded(other, run);
            Waiting.until(
                    LIMIT,
                    () -> recorded(other, run).size() > known.size() + REPLICAS,
                    () -> "nobody goes on: " + other.http().get(run));
            // It wakes up while the other one is at work.
            pair.signal("CONT", owner.pod());
            assertEnds(other, run, ELEMENTS);
            assertChainEnds(other, chain);
            assertEachOnce(pods, file, known);
            assertEquals(pods, awaitPods());

            Waiting.until(
                    LIMIT,
                    () -> Installation.platformPods(
                                    pair.installation().namespace().client())
                            .stream()
                            .anyMatch(pod -> pod.getMetadata().getName().equals(owner.pod())),
                    () -> "'" + owner.pod() + "' is not ready again");
            try (Platform thawed = pair.forward(owner.pod())) {
                Member again = new Member(owner.pod(), owner.address(), thawed);
                assertEnds(again, run, ELEMENTS);
                assertEnds(again, map(again, newFile(), 100), 100);
            }
        }
    }

    private static String newFile() {
        return "/tmp/entries-" + ++files;
    }

    /** Somebody has the pool, and all its pods are there. */
    private static void warm() {
        try (Platform platform = pair.installation().platform()) {
            Member any = new Member("", "", platform);
            assertEnds(any, map(any, newFile(), 10), 10);
        }
        awaitPods();
    }

    private static Set<String> awaitPods() {
        Pods pods = pair.pods(ENVIRONMENT);
        pods.await(LIMIT, ready -> ready.size() == REPLICAS && ready.equals(pods.names()), "all there");
        return pods.ready();
    }

    private static String map(Member at, String file, int elements) {
        return start(
                at,
                "/api/tasks/ledger.enter/map",
                "application/x-ndjson",
                IntStream.range(0, elements)
                        .mapToObj(entry ->
                                "{\"file\":\"" + file + "\",\"entry\":" + entry + ",\"millis\":" + MILLIS + "}\n")
                        .collect(Collectors.joining()));
    }

    private static String chain(Member at) {
        return start(
                at,
                "/api/workflows/keep-ledger",
                "application/json",
                "{\"file\":\"" + newFile() + "\",\"entries\":" + STEPS + ",\"millis\":500}");
    }

    private static String start(Member at, String path, String type, String body) {
        HttpResponse<String> begun = at.http()
                .send(
                        path,
                        request -> request.header("Content-Type", type)
                                .header("Prefer", "respond-async")
                                .POST(BodyPublishers.ofString(body)));
        Platform.answer(202, begun);
        return "/api/runs/" + begun.headers().firstValue("Hearth-Run").orElseThrow();
    }

    private static Set<Integer> awaitRecorded(Member at, String run) {
        Waiting.until(
                LIMIT,
                () -> recorded(at, run).size() >= ELEMENTS / 10,
                () -> "few results: " + at.http().get(run));
        Set<Integer> recorded = recorded(at, run);
        assertTrue(recorded.size() < ELEMENTS, "all have run already");
        return recorded;
    }

    /** The elements whose results are in the journal. */
    private static Set<Integer> recorded(Member at, String run) {
        return outcomes(at, run).stream()
                .map(Platform::json)
                .filter(outcome -> outcome.has("index"))
                .map(outcome -> outcome.path("index").asInt())
                .collect(Collectors.toSet());
    }

    private static List<String> outcomes(Member at, String run) {
        return Platform.answer(200, at.http().send(run + "/outcomes", request -> request))
                .lines()
                .toList();
    }

    private static void assertEnds(Member at, String run, int elements) {
        awaitEnd(at, run);
        List<String> lines = outcomes(at, run);
        assertEquals(elements + 1, lines.size(), () -> "the last is " + lines.get(lines.size() - 1));
        for (int i = 0; i < elements; i++) {
            assertEquals(
                    "{\"index\":" + i + ",\"value\":" + i + "}", lines.get(i).replaceFirst(",\"attempts.*", "}"));
        }
    }

    private static void assertChainEnds(Member at, String run) {
        awaitEnd(at, run);
        String result = Platform.answer(200, at.http().send(run + "/result", request -> request));
        assertEquals(STEPS * (STEPS - 1) / 2, Platform.json(result).path("sum").asInt(), result);
    }

    private static void awaitEnd(Member at, String run) {
        Waiting.until(
                LIMIT,
                () -> !at.http().get(run).path("state").asText().equals("running"),
                () -> "it does not end: " + at.http().get(run));
        assertEquals("succeeded", at.http().get(run).path("state").asText());
    }

    /** As the replicas have noted: each element ran, and what was known to have run did not run again. */
    private static void assertEachOnce(Set<String> pods, String file, Set<Integer> known) {
        Map<Integer, Integer> times = new HashMap<>();
        for (String pod : pods) {
            pair.lines(pod, file).forEach(line -> times.merge(Integer.valueOf(line), 1, Integer::sum));
        }
        assertEquals(ELEMENTS, times.size());
        assertEquals(
                List.of(),
                known.stream()
                        .filter(entry -> times.getOrDefault(entry, 0) != 1)
                        .toList(),
                "were recorded, and ran again");
    }
}
