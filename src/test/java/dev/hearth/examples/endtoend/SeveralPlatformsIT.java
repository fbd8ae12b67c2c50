package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two platforms with one PostgreSQL: they share the work, and one that is killed or frozen costs nothing. Skipped where no PostgreSQL can run. */
class SeveralPlatformsIT {
    private static final int MANY = 100_000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Set before each test, or the tests are skipped. */
    private static EmbeddedPostgres server;

    private static int databases;

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    private String database = "";

    @BeforeAll
    static void startServer() {
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IOException | RuntimeException e) {
            Assumptions.abort("PostgreSQL cannot run here: " + e);
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void newDatabase() throws SQLException {
        database = "test" + ++databases;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        hearth.with("HEARTH_JOURNAL_KIND", "postgresql")
                .with("HEARTH_JOURNAL_URL", "jdbc:postgresql://localhost:" + server.getPort() + "/" + database)
                .with("HEARTH_JOURNAL_USERNAME", "postgres")
                .with("HEARTH_JOURNAL_LEASE", "4s");
    }

    @Test
    void aChainGoesOnAtAnotherPlatformWhenItsOwnIsKilled() throws Exception {
        Started one = serve("one");
        Started two = serve("two");
        Path ledger = hearth.folder().resolve("chain.ledger");
        String run = start(one, "/api/workflows/keep-ledger", "{\"file\":\"" + ledger + "\",\"entries\":12}");
        Waiting.until(Hearth.LIMIT, () -> entries(ledger).size() >= 5, () -> "no entries. " + one);
        kill(one);
        long journalled = count("select count(*) from hearth_step where task = 'ledger.enter'");
        int before = entries(ledger).size();
        assertTrue(journalled >= 3 && journalled <= before, () -> journalled + " of " + before);

        // Asked for where it was not started, before that platform has taken it over.
        HttpResponse<String> result = HTTP.send(
                HttpRequest.newBuilder(URI.create(two.url() + "/api/runs/" + run + "/result"))
                        .header("Prefer", "wait=120")
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, result.statusCode(), result.body());
        assertTrue(result.body().endsWith("\"sum\":66}"), result.body());
        assertEquals(before + 12 - journalled, entries(ledger).size(), () -> "" + entries(ledger));
        assertEquals(12, new HashSet<>(entries(ledger)).size());
    }

    @Test
    void aDurableMapGoesOnAtAnotherPlatformWhenItsOwnIsKilled() throws Exception {
        Started one = serve("one");
        Started two = serve("two");
        Path ledger = hearth.folder().resolve("map.ledger");
        String run = sendMap(one, ledger, MANY, 0);
        Waiting.until(Hearth.LIMIT, () -> entries(ledger).size() >= MANY / 3, () -> "no entries. " + one);
        kill(one);
        long journalled = count("select sum(succeeded) from hearth_segment");
        int before = entries(ledger).size();
        assertTrue(before < MANY, () -> "killed after the end: " + before);
        assertTrue(journalled > MANY / 10 && journalled <= before, () -> journalled + " of " + before);

        awaitEnd(two, run);
        assertEquals(before + MANY - journalled, entries(ledger).size());
        assertOutcomes(two, run, MANY);
    }

    @Test
    void aPlatformThatWasFrozenForLongerThanItsLeaseDoublesNothingAndGoesOnAsAMember() throws Exception {
        Started one = serve("one");
        Started two = serve("two");
        Path ledger = hearth.folder().resolve("frozen.ledger");
        String run = sendMap(one, ledger, MANY, 0);
        String chainFile = hearth.folder().resolve("frozen-chain.ledger").toString();
        String chain = start(
                one, "/api/workflows/keep-ledger", "{\"file\":\"" + chainFile + "\",\"entries\":20,\"millis\":300}");
        Waiting.until(Hearth.LIMIT, () -> entries(ledger).size() >= MANY / 4, () -> "no entries. " + one);
        signal("STOP", one);
        // What is in the journal by now, as the other platform tells.
        List<Integer> known = recorded(two, run);
        assertTrue(!known.isEmpty() && known.size() < MANY, () -> known.size() + " recorded");
        Waiting.until(
                Hearth.LIMIT,
                () -> two.said().contains("runs go on that an earlier platform has begun"),
                () -> "nothing is taken over. " + two);
        // It wakes up while the other one is at work.
        signal("CONT", one);
        Waiting.until(
                Duration.ofSeconds(30),
                () -> one.said().contains("goes on as a new member"),
                () -> "it did not notice. " + one);
        awaitEnd(two, run);
        awaitEnd(one, chain);

        assertOutcomes(two, run, MANY);
        assertOutcomes(one, run, MANY);
        assertEquals(MANY, count("select sum(succeeded) from hearth_segment"));
        assertEquals(
                20, count("select count(*) from hearth_step where task = 'ledger.enter' and run = '" + chain + "'"));
        Map<String, Integer> times = new HashMap<>();
        entries(ledger).forEach(entry -> times.merge(entry, 1, Integer::sum));
        assertEquals(MANY, times.size());
        List<Integer> again = known.stream()
                .filter(entry -> times.getOrDefault(String.valueOf(entry), 0) != 1)
                .toList();
        assertEquals(List.of(), again, "were recorded, and ran again");
        assertEquals(20, new HashSet<>(entries(Path.of(chainFile))).size());

        Path later = hearth.folder().resolve("later.ledger");
        String next = sendMap(one, later, 1_000, 0);
        awaitEnd(one, next);
        assertOutcomes(one, next, 1_000);
    }

    @Test
    void elementsTravelToThePlatformThatHasThePoolAndComeBackWithWhoRanThem() throws Exception {
        Started one = serve("one");
        Started two = serve("two");
        Path first = hearth.folder().resolve("first.ledger");
        awaitEnd(one, sendMap(one, first, 10, 0));
        Path ledger = hearth.folder().resolve("travelled.ledger");
        String run = sendMap(two, ledger, MANY, 0);
        awaitEnd(two, run);
        assertOutcomes(two, run, MANY);
        assertEquals(MANY, entries(ledger).size());
        JsonNode pools = new RunRecords(two.url()).get("/api/pools");
        assertEquals(1, pools.size(), pools::toString);
        assertEquals(one.url(), pools.get(0).path("platform").asText());
        hearth.with("HEARTH_STATE", hearth.folder().resolve("two").toString());
        String where = "in the platform at " + one.url();
        Ended shown = hearth.run("pools");
        assertTrue(shown.out().contains("pool ledger  elsewhere: " + where), shown::toString);
        Ended states = hearth.run("environments");
        assertTrue(states.out().contains("its pool is " + where), states::toString);
        JsonNode record = new RunRecords(two.url()).get("/api/runs/" + run);
        assertEquals(List.of("ledger-1", "ledger-2"), RunRecords.replicas(record));
        assertEquals(1, RunRecords.mostAttempts(record));
        assertEquals(
                2, hearth.processes().replicas("ledger").size(), "the platforms have not shared one pool's replicas");
    }

    @Test
    void elementsThatWereAtAKilledPlatformRunElsewhere() throws Exception {
        Started one = serve("one");
        Started two = serve("two");
        awaitEnd(one, sendMap(one, hearth.folder().resolve("first.ledger"), 10, 0));
        Path ledger = hearth.folder().resolve("travelled.ledger");
        String run = sendMap(two, ledger, MANY, 0);
        Waiting.until(Hearth.LIMIT, () -> entries(ledger).size() >= MANY / 3, () -> "no entries. " + two);
        kill(one);
        awaitEnd(two, run);
        assertOutcomes(two, run, MANY);
        assertEquals(MANY, new HashSet<>(entries(ledger)).size());
        assertEquals(MANY, count("select sum(succeeded) from hearth_segment where run = '" + run + "'"));
        JsonNode pools = new RunRecords(two.url()).get("/api/pools");
        assertEquals("WARM", pools.path(0).path("state").path("phase").asText(), pools::toString);
    }

    @Test
    void aPlatformThatIsStoppedLeavesItsRunsToTheOtherAtOnce() throws Exception {
        Started one = serve("one");
        Started two = serve("two");
        Path ledger = hearth.folder().resolve("stopped.ledger");
        String run = start(one, "/api/workflows/keep-ledger", "{\"file\":\"" + ledger + "\",\"entries\":30}");
        Waiting.until(Hearth.LIMIT, () -> entries(ledger).size() >= 3, () -> "no entries. " + one);
        one.process().destroy();
        // Sooner than a lease runs out.
        Waiting.until(
                Duration.ofSeconds(4),
                () -> two.said().contains("runs go on that an earlier platform has begun"),
                () -> "nothing is taken over. " + two);
        awaitEnd(two, run);
        assertEquals(30, count("select count(*) from hearth_step where task = 'ledger.enter'"));
    }

    @Test
    void aRunIsCancelledThroughAnyPlatform() throws Exception {
        Started one = serve("one");
        Started two = serve("two");
        Path ledger = hearth.folder().resolve("cancelled.ledger");
        String run = start(one, "/api/workflows/keep-ledger", "{\"file\":\"" + ledger + "\",\"entries\":1000}");
        Waiting.until(Hearth.LIMIT, () -> entries(ledger).size() >= 1, () -> "no entries. " + one);
        HttpResponse<String> cancelled = HTTP.send(
                HttpRequest.newBuilder(URI.create(two.url() + "/api/runs/" + run))
                        .DELETE()
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, cancelled.statusCode(), cancelled.body());
        assertTrue(cancelled.body().contains("\"state\":\"cancelled\""), cancelled.body());
    }

    @Test
    void aKeyStartsOneRunWhicheverPlatformIsAsked() throws Exception {
        List<Started> platforms = List.of(serve("one"), serve("two"));
        for (int i = 0; i < 20; i++) {
            Path ledger = hearth.folder().resolve("key" + i + ".ledger");
            String body = "{\"file\":\"" + ledger + "\",\"entries\":1,\"millis\":0}";
            String key = "key-" + i;
            List<String> runs = platforms.stream()
                    .map(platform -> HTTP.sendAsync(
                            request(platform, "/api/workflows/keep-ledger", body, key), BodyHandlers.ofString()))
                    .toList()
                    .stream()
                    .map(answer ->
                            answer.join().headers().firstValue("Hearth-Run").orElseThrow())
                    .distinct()
                    .toList();
            assertEquals(1, runs.size(), () -> "" + runs);
            awaitEnd(platforms.get(i % 2), runs.get(0));
            assertEquals(List.of("0"), entries(ledger));
            String other = body.replace("\"entries\":1", "\"entries\":2");
            for (Started platform : platforms) {
                HttpResponse<String> refused =
                        HTTP.send(request(platform, "/api/workflows/keep-ledger", other, key), BodyHandlers.ofString());
                assertEquals(422, refused.statusCode(), refused.body());
                assertEquals(runs, refused.headers().allValues("Hearth-Run"));
            }
        }
    }

    private Started serve(String name) {
        Started platform = hearth.with(
                        "HEARTH_STATE", hearth.folder().resolve(name).toString())
                .start("serve", "--port", "0");
        platform.url();
        return platform;
    }

    private static HttpRequest request(Started platform, String path, String body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(platform.url() + path))
                .header("Prefer", "respond-async")
                .header("Content-Type", path.endsWith("/map") ? "application/x-ndjson" : "application/json")
                .POST(BodyPublishers.ofString(body));
        return (key.isEmpty() ? request : request.header("Idempotency-Key", key)).build();
    }

    private static String start(Started platform, String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(request(platform, path, body, ""), BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Hearth-Run").orElseThrow();
    }

    /** Returns the run's id once all elements are in the journal. */
    private static String sendMap(Started platform, Path ledger, int elements, int millis) throws Exception {
        return start(
                platform,
                "/api/tasks/ledger.enter/map",
                IntStream.range(0, elements)
                        .mapToObj(entry ->
                                "{\"file\":\"" + ledger + "\",\"entry\":" + entry + ",\"millis\":" + millis + "}\n")
                        .collect(Collectors.joining()));
    }

    private static void awaitEnd(Started platform, String run) {
        RunRecords records = new RunRecords(platform.url());
        Waiting.until(
                Hearth.LIMIT,
                () -> !records.get("/api/runs?limit=1000").findParents("id").stream()
                        .filter(record -> record.path("id").asText().equals(run))
                        .map(record -> record.path("state").asText())
                        .findFirst()
                        .orElse("running")
                        .equals("running"),
                () -> "it does not end: " + records.get("/api/runs/" + run) + platform);
        JsonNode record = records.get("/api/runs/" + run);
        assertEquals("succeeded", record.path("state").asText(), record::toString);
    }

    private static void assertOutcomes(Started platform, String run, int elements) throws Exception {
        List<String> lines = outcomes(platform, run);
        assertEquals(elements + 1, lines.size(), () -> "the last is " + lines.get(lines.size() - 1));
        for (int i = 0; i < elements; i++) {
            String line = lines.get(i);
            assertTrue(line.startsWith("{\"index\":" + i + ",\"value\":" + i + "}"), line);
        }
    }

    private static List<Integer> recorded(Started platform, String run) throws Exception {
        return outcomes(platform, run).stream()
                .filter(line -> line.startsWith("{\"index\":"))
                .map(line -> Integer.valueOf(line.replaceFirst("\\{\"index\":(\\d+).*", "$1")))
                .toList();
    }

    private static List<String> outcomes(Started platform, String run) throws Exception {
        HttpResponse<Stream<String>> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(platform.url() + "/api/runs/" + run + "/outcomes"))
                        .build(),
                BodyHandlers.ofLines());
        return answer.body().toList();
    }

    /** Not asked, and with no time to do anything more. */
    private void kill(Started platform) {
        List<ProcessHandle> replicas = platform.process().descendants().toList();
        platform.process().destroyForcibly();
        Waiting.until(
                Duration.ofSeconds(20),
                () -> !platform.process().isAlive() && replicas.stream().noneMatch(ProcessHandle::isAlive),
                () -> "not dead. " + platform);
    }

    private static void signal(String signal, Started platform) throws Exception {
        Process kill = new ProcessBuilder(
                        "kill", "-" + signal, String.valueOf(platform.process().pid()))
                .start();
        assertEquals(0, kill.waitFor());
    }

    private long count(String query) throws SQLException {
        try (Connection journal = server.getDatabase("postgres", database).getConnection();
                Statement statement = journal.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> entries(Path ledger) {
        try {
            return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
