package dev.hearth.platform.http;

import static dev.hearth.platform.http.CallRouteTest.problem;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.run.RunRequest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Maps that outlive their request, and what is kept of them. */
class DurableMapTest {
    private final FakePlatform platform = new FakePlatform();

    @AfterEach
    void stop() {
        platform.close();
    }

    private RequestSpecification api() {
        return given().baseUri(platform.url().toString());
    }

    private Response map(String task, String array) {
        return api().header("Prefer", "respond-async")
                .contentType("application/json")
                .body(array)
                .post("/api/tasks/" + task + "/map");
    }

    @Test
    void aMapIsAcceptedWhenItsElementsAreRead() {
        map("fake.waits", "[1, 2, 3]")
                .then()
                .statusCode(202)
                .header("Preference-Applied", "respond-async")
                .header("Location", "/api/runs/" + platform.runs.last().id())
                .body("progress.submitted", equalTo(3))
                .body("state", equalTo("running"));
        platform.runs.finish(platform.runs.last());
        api().get("/api/runs/" + platform.runs.last().id() + "/result").then().statusCode(200);
    }

    @Test
    void itsOutcomesAreLinesUnderWayAndAtTheEnd() {
        map("fake.waits", "[1, \"fail\", {\"a\": 2}]");
        String outcomes = "/api/runs/" + platform.runs.last().id() + "/outcomes";
        List<String> lines = api().get(outcomes)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .toList();
        assertEquals("{\"index\":0,\"value\":1}", lines.get(0));
        assertEquals("{\"index\":1,\"error\":{\"kind\":\"ERROR\",\"message\":\"it said so\"}}", lines.get(1));
        assertEquals("{\"index\":2,\"value\":{\"a\": 2}}", lines.get(2));
        assertEquals(4, lines.size());
        api().get(outcomes)
                .then()
                .body(containsString("{\"end\":{\"run\":\""
                        + platform.runs.last().id() + "\",\"state\":\"running\",\"elements\":3"));
        platform.runs.last().settled(true);
        platform.runs.finish(platform.runs.last());
        api().get(outcomes + "?provenance=true")
                .then()
                .body(startsWith("{\"index\":0,\"value\":1,\"provenance\":{\"replica\":\"fake-1\""))
                .body(containsString("\"state\":\"failed\",\"elements\":3,\"failed\":1"));
    }

    @Test
    void theSameKeyIsTheSameMap() {
        for (String attached : List.of("false", "true")) {
            api().header("Prefer", "respond-async")
                    .header("Idempotency-Key", "k-1")
                    .contentType("application/x-ndjson")
                    .body("1\n2\n".getBytes(StandardCharsets.UTF_8))
                    .post("/api/tasks/fake.waits/map")
                    .then()
                    .statusCode(202)
                    .header("Hearth-Attached", attached);
        }
        assertEquals(1, platform.runs.recent().size());
    }

    @Test
    void aKeyOfAMapThatIsTiedToItsRequestIsRefused() {
        problem(
                        api().header("Idempotency-Key", "k-1")
                                .contentType("application/x-ndjson")
                                .body("1\n".getBytes(StandardCharsets.UTF_8))
                                .post("/api/tasks/fake.echo/map"),
                        ProblemType.MALFORMED_REQUEST)
                .body("detail", containsString("Prefer: respond-async"));
    }

    @Test
    void brokenInputIsNoRun() throws Exception {
        problem(map("fake.waits", "[1, 2"), ProblemType.MALFORMED_REQUEST);
        problem(map("fake.waits", "[1, tru]"), ProblemType.MALFORMED_REQUEST)
                .body("detail", containsString("element 1"));
        problem(map("fake.ecko", "[1]"), ProblemType.UNKNOWN_NAME);
        problem(map("no-journal", "[1]"), ProblemType.UNAVAILABLE);
        try (RawRequest request = RawRequest.open(
                platform,
                "POST /api/tasks/fake.waits/map",
                "Prefer: respond-async\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000")) {
            request.write("1\n2\n");
            Await.until(() -> platform.runs.read.get() >= 4, "the elements are read");
        }
        // When the thread of the broken one is free again, it has not become a run.
        for (int i = 0; i < 4; i++) {
            map("fake.echo", "[1]").then().statusCode(202);
        }
        assertEquals(
                List.of("fake.echo"),
                platform.runs.recent().stream()
                        .map(run -> run.name())
                        .distinct()
                        .toList());
    }

    @Test
    void onlyADurableMapHasOutcomes() {
        api().contentType("application/json").body("{}").post("/api/workflows/echo");
        problem(api().get("/api/runs/" + platform.runs.last().id() + "/outcomes"), ProblemType.CONFLICT)
                .body("detail", containsString("no durable map"));
        problem(api().get("/api/runs/none/outcomes"), ProblemType.UNKNOWN_RUN);
        problem(api().get("/api/runs/none/outcomes?window=2"), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void aReaderThatTakesNothingIsReadForNoFurtherAndFreesItsThreadWhenItGoes() throws Exception {
        byte[] element = ("\"" + "x".repeat(5_000) + "\"").getBytes(StandardCharsets.UTF_8);
        long all = 40_000;
        platform.runs.durableMap(
                "fake.waits",
                Stream.generate(() -> element).limit(all).iterator(),
                MapQuery.of(MultiMap.caseInsensitiveMultiMap()).options(),
                RunRequest.of("http"));
        String outcomes = "GET /api/runs/" + platform.runs.last().id() + "/outcomes";
        for (int reader = 0; reader < 6; reader++) {
            try (RawRequest request = RawRequest.open(platform, outcomes, "Accept: */*")) {
                assertEquals("HTTP/1.1 200 OK", request.line());
                long before = -1;
                while (before != platform.runs.given.get()) {
                    before = platform.runs.given.get();
                    Thread.sleep(200);
                }
                assertTrue(before < (reader + 1) * all / 2, "gave " + before);
            }
        }
    }

    @Test
    void oneTransferMoreThanThereMayBeIs429() throws Exception {
        List<RawRequest> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            senders.add(RawRequest.open(
                    platform,
                    "POST /api/tasks/fake.waits/map",
                    "Prefer: respond-async\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000"));
            senders.get(i).write("1\n2\n");
        }
        Await.until(() -> platform.runs.read.get() >= 8, "all four are read from");
        problem(map("fake.waits", "[1]"), ProblemType.TOO_MANY).header("Retry-After", "1");
        for (RawRequest sender : senders) {
            sender.close();
        }
    }
}
