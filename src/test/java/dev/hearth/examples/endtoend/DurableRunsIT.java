package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Platforms are killed in the middle of runs, and started again. What tasks have done is counted in a file outside of all processes. */
// More than the others have: a hundred thousand elements, twice, and all wait for a disk.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DurableRunsIT {
    private static final int MANY = 100_000;

    /** The longest line of a ledger: so long a file has at least so many entries, and nobody needs to read them to wait for them. */
    private static final long LONGEST_LINE = "99999\n".length();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    @Test
    void aChainGoesOnAfterItsPlatformWasKilledAndFinishedStepsAreNotRunAgain() throws Exception {
        Started platform = serve();
        Path ledger = hearth.folder().resolve("chain.ledger");
        Started run = hearth.start("run", "keep-ledger", "--input", input(ledger, 12));
        Waiting.until(Hearth.LIMIT, () -> entries(ledger).size() >= 5, () -> "no entries. " + platform);
        kill(platform);
        run.await(Hearth.LIMIT);
        long journalled = count("select count(*) from hearth_step where task = 'ledger.enter'");
        String uuid = text("select result from hearth_step where task = 'value uuid'");
        int before = entries(ledger).size();
        assertTrue(journalled >= 3 && journalled <= before, () -> journalled + " of " + before);

        String result = endOf(serve(), "keep-ledger");
        assertTrue(result.endsWith("\"sum\":66}"), result);
        assertTrue(result.startsWith("{\"id\":" + uuid + ","), () -> result + " has not " + uuid);
        assertEquals(before + 12 - journalled, entries(ledger).size(), () -> "" + entries(ledger));
        assertEquals(12, new HashSet<>(entries(ledger)).size());
    }

    @Test
    void aMapOfManyElementsGoesOnAfterItsPlatformWasKilledAndFinishedElementsAreNotRunAgain() throws Exception {
        Started platform = serve();
        Path ledger = hearth.folder().resolve("map.ledger");
        Started run = hearth.start("run", "fill-ledger", "--input", input(ledger, MANY));
        Waiting.until(Hearth.LIMIT, () -> length(ledger) >= LONGEST_LINE * MANY / 3, () -> "no entries. " + platform);
        kill(platform);
        run.await(Hearth.LIMIT);
        long journalled = count("select sum(succeeded) from hearth_segment");
        int before = entries(ledger).size();
        assertTrue(before < MANY, () -> "killed after the end: " + before);
        assertTrue(journalled > MANY / 10 && journalled <= before, () -> journalled + " of " + before);

        String result = endOf(serve(), "fill-ledger");
        assertEquals((long) MANY * (MANY - 1) / 2, Long.parseLong(result));
        assertEquals(before + MANY - journalled, entries(ledger).size());
        assertEquals(
                new HashSet<>(IntStream.range(0, MANY).mapToObj(String::valueOf).toList()),
                new HashSet<>(entries(ledger)));
    }

    @Test
    void aDurableMapGoesOnAfterItsPlatformWasKilledAndFinishedElementsAreNotRunAgain() throws Exception {
        Started platform = serve();
        Path ledger = hearth.folder().resolve("durable.ledger");
        String run = sendMap(platform.url(), ledger);
        Waiting.until(Hearth.LIMIT, () -> length(ledger) >= LONGEST_LINE * MANY / 3, () -> "no entries. " + platform);
        kill(platform);
        long journalled = count("select sum(succeeded) from hearth_segment");
        int before = entries(ledger).size();
        assertTrue(before < MANY, () -> "killed after the end: " + before);
        assertTrue(journalled > MANY / 10 && journalled <= before, () -> journalled + " of " + before);

        String url = serve().url();
        RunRecords records = new RunRecords(url);
        Waiting.until(
                Hearth.LIMIT,
                () -> !records.get("/api/runs/" + run).path("state").asText().equals("running"),
                () -> "it does not end: " + records.get("/api/runs/" + run));
        assertEquals(before + MANY - journalled, entries(ledger).size());
        HttpResponse<Stream<String>> outcomes = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/api/runs/" + run + "/outcomes"))
                        .build(),
                BodyHandlers.ofLines());
        List<String> lines = outcomes.body().toList();
        assertEquals(MANY + 1, lines.size(), () -> "the last is " + lines.get(lines.size() - 1));
        for (int i = 0; i < MANY; i++) {
            int entry = i;
            assertTrue(
                    lines.get(i).startsWith("{\"index\":" + i + ",\"value\":" + i + "}"),
                    () -> "outcome " + entry + " is " + lines.get(entry));
        }
    }

    /** Returns the run's id once all elements are in the journal. */
    private static String sendMap(String url, Path ledger) throws IOException, InterruptedException {
        String elements = IntStream.range(0, MANY)
                .mapToObj(entry -> "{\"file\":\"" + ledger + "\",\"entry\":" + entry + ",\"millis\":0}\n")
                .collect(Collectors.joining());
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/api/tasks/ledger.enter/map"))
                        .header("Prefer", "respond-async")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(elements))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Hearth-Run").orElseThrow();
    }

    @Test
    void aSecondPlatformDoesNotTouchTheJournalOfTheFirst() {
        serve();
        hearth.run("serve", "--port", "0").assertFails(1, "another platform has it open", "HEARTH_STATE");
    }

    private Started serve() {
        Started platform = hearth.start("serve", "--port", "0");
        platform.url();
        return platform;
    }

    private static String input(Path ledger, int entries) {
        return "{\"file\":\"" + ledger + "\",\"entries\":" + entries + "}";
    }

    /** Not asked, and with no time to do anything more. */
    private void kill(Started platform) {
        platform.process().destroyForcibly();
        Waiting.until(
                Duration.ofSeconds(20),
                () -> !platform.process().isAlive()
                        && hearth.processes().replicas("ledger").isEmpty(),
                () -> "not dead. " + platform);
    }

    /** Waits for the end of the workflow's run, ends the platform, and gives the result that is in its journal. */
    private String endOf(Started platform, String workflow) throws SQLException {
        RunRecords records = new RunRecords(platform.url());
        Waiting.until(
                Hearth.LIMIT,
                () -> !records.of(workflow).get(0).path("state").asText().equals("running"),
                () -> "it does not end: " + records.of(workflow) + platform);
        assertEquals(
                "succeeded",
                records.of(workflow).get(0).path("state").asText(),
                () -> records.of(workflow).toString());
        platform.process().destroy();
        platform.await(Hearth.LIMIT);
        assertEquals(1, count("select count(*) from hearth_run where name = '" + workflow + "'"));
        return text("select result from hearth_run where name = '" + workflow + "'");
    }

    private String text(String query) throws SQLException {
        try (Connection journal = journal();
                Statement statement = journal.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next(), query);
            return new String(rows.getBytes(1), StandardCharsets.UTF_8);
        }
    }

    private long count(String query) throws SQLException {
        try (Connection journal = journal();
                Statement statement = journal.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection journal() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + hearth.folder().resolve("hearth-examples"));
    }

    private static long length(Path ledger) {
        return ledger.toFile().length();
    }

    private static List<String> entries(Path ledger) {
        try {
            return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
