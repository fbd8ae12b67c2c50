package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MapRouteTest {
    private final FakePlatform platform = new FakePlatform();

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void outcomesComeWhileElementsAreStillSent() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            map.send("1\n{\"a\":");
            assertEquals("{\"index\":0,\"value\":1}", map.line());
            map.send("2}\n\n\"last\"");
            assertEquals("{\"index\":1,\"value\":{\"a\":2}}", map.line());
            map.end();
            assertEquals("{\"index\":2,\"value\":\"last\"}", map.line());
            assertEnd(map, "\"state\":\"succeeded\",\"elements\":3,\"failed\":0,\"retried\":0}");
        }
    }

    @Test
    void noElementsAreNoOutcomes() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            map.end();
            assertEnd(map, "\"state\":\"succeeded\",\"elements\":0");
        }
    }

    @Test
    void failedElementsAreLinesWhenARatioAllowsThem() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map?minSuccessRatio=0.5&provenance=true")) {
            map.send("\"fail\"\n");
            map.end();
            assertEquals(
                    "{\"index\":0,\"error\":{\"kind\":\"ERROR\",\"message\":\"it said so\"},\"provenance\":{\"replica\":\"fake-1\","
                            + "\"attempts\":1,\"cold\":false,\"queuedMillis\":2,\"runMillis\":3,\"cacheHits\":1,\"cacheMisses\":0}}",
                    map.line());
            assertEnd(map, "\"elements\":1,\"failed\":1");
        }
    }

    @Test
    void aMapThatFailsLateSaysSoInItsLastLine() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            map.send("1\n");
            map.line();
            map.send("\"fail\"\n");
            assertEnd(map, "\"state\":\"failed\"", "\"error\":{\"kind\":\"ERROR\",\"message\":\"Element 1 failed.\"}");
        }
    }

    @Test
    void aMapThatFailsBeforeItsFirstOutcomeIsAProblem() throws Exception {
        assertProblem(500, "fake.echo/map", "\"fail\"\n", "Element 0 failed.");
    }

    @Test
    void anUnknownTaskIs404WithTheKnownOnes() throws Exception {
        assertProblem(404, "fake.ecko/map", "", "'fake.ecko'", "fake.echo");
    }

    @Test
    void aMalformedLineIs400WithElementLineAndColumn() throws Exception {
        assertProblem(400, "fake.echo/map", "\n[1,\n", "element 0 (line 2)", "column");
    }

    @Test
    void twoValuesOnALineAreRefused() throws Exception {
        assertProblem(400, "fake.echo/map", "1 2\n", "second value at column 3");
    }

    @Test
    void aMalformedLineAfterOutcomesEndsTheMapAsBadInput() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            map.send("1\n");
            map.line();
            map.send("nonsense\n");
            assertEnd(map, "\"state\":\"failed\"", "\"kind\":\"BAD_INPUT\"", "element 1 (line 2)");
        }
    }

    @Test
    void aLineOverTheLimitIs413BeforeItHasEnded() throws Exception {
        assertProblem(
                413, "fake.echo/map", "1".repeat(FakePlatform.PAYLOAD_LIMIT + 1), "element 0 (line 1)", "10000 bytes");
    }

    @Test
    void anArrayIsMappedElementByElementWhileItComes() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map", "application/json")) {
            map.send("[ 1, {\"a\":");
            assertEquals("{\"index\":0,\"value\":1}", map.line());
            map.send(" [2.50]}");
            map.send(",\n\"last\"]");
            assertEquals("{\"index\":1,\"value\":{\"a\": [2.50]}}", map.line());
            map.end();
            assertEquals("{\"index\":2,\"value\":\"last\"}", map.line());
            assertEnd(map, "\"state\":\"succeeded\",\"elements\":3");
        }
    }

    @Test
    void whatIsNoArrayIs400WithTheElement() throws Exception {
        assertArrayProblem("{}", "begins with '{'");
        assertArrayProblem("[nonsense]", "element 0");
        assertArrayProblem("[", "ends inside the array");
    }

    private void assertArrayProblem(String body, String part) throws IOException {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map", "application/json")) {
            map.send(body);
            map.end();
            assertEquals(400, map.status());
            String problem = String.valueOf(map.line());
            assertTrue(problem.contains(part), problem);
        }
    }

    @Test
    void anotherContentTypeIs415() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map", "text/csv")) {
            assertEquals(415, map.status());
            assertTrue(String.valueOf(map.line()).contains("application/x-ndjson"));
        }
    }

    @Test
    void anArrayIsHeldBackToo() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map", "application/json")) {
            map.send("[1");
            long limit = 200_000_000;
            long taken = map.sendUntilStuck(",\"" + "x".repeat(5_000) + "\"", limit);
            assertTrue(taken < limit / 2, "took " + taken);
        }
    }

    @Test
    void optionsThatMakeNoSenseAre400() throws Exception {
        assertProblem(400, "fake.echo/map?concurrency=0", "", "'concurrency'", "'0'");
        assertProblem(400, "fake.echo/map?minSuccessRatio=1.5", "", "'minSuccessRatio'");
        assertProblem(400, "fake.echo/map?unordered=maybe", "", "'unordered'");
        assertProblem(400, "fake.echo/map?concurency=2", "", "'concurency'", "concurrency");
    }

    @Test
    void aReaderThatDoesNotReadHoldsTheIntakeBack() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            String line = "\"" + "x".repeat(5_000) + "\"\n";
            long limit = 200_000_000;
            long taken = map.sendUntilStuck(line, limit);
            assertTrue(taken < limit / 2, "took " + taken);
            long read = platform.runs.read.get();
            assertTrue(read * line.length() <= taken, "read " + read + " of " + taken);
            for (int i = 0; i < 100; i++) {
                assertTrue(String.valueOf(map.line()).startsWith("{\"index\":" + i + ","));
            }
        }
    }

    @Test
    void aClientThatGoesAwayCancelsTheMapThatWaitsForInput() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            map.send("1\n");
            map.line();
        }
        assertCancelled();
    }

    @Test
    void aClientThatGoesAwayCancelsTheMapThatWaitsForIt() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            map.sendUntilStuck("\"" + "x".repeat(5_000) + "\"\n", 200_000_000);
        }
        assertCancelled();
    }

    private void assertCancelled() throws InterruptedException {
        Await.until(() -> !platform.runs.recent().get(0).state().equals("running"), "the run ends");
    }

    private void assertProblem(int status, String query, String body, String... parts) throws IOException {
        try (MapConnection map = new MapConnection(platform, query)) {
            if (!body.isEmpty()) {
                map.send(body);
            }
            assertEquals(status, map.status());
            String problem = String.valueOf(map.line());
            for (String part : parts) {
                assertTrue(problem.contains(part), problem);
            }
        }
    }

    private static void assertEnd(MapConnection map, String... parts) throws IOException {
        String end = String.valueOf(map.line());
        assertTrue(end.startsWith("{\"end\":{\"run\":\""), end);
        for (String part : parts) {
            assertTrue(end.contains(part), end);
        }
        assertEquals(null, map.line());
    }
}
