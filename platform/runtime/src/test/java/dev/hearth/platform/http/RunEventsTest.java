package dev.hearth.platform.http;

import static dev.hearth.platform.http.CallRouteTest.problem;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.run.RunRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Following a run. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunEventsTest {
    private final FakePlatform platform = new FakePlatform();

    @AfterEach
    void stop() {
        platform.close();
    }

    private FakeRun start(String workflow) {
        platform.runs.workflow(workflow, "{}".getBytes(StandardCharsets.UTF_8), RunRequest.of("http"));
        return platform.runs.last();
    }

    private RawRequest follow(FakeRun run) throws Exception {
        return RawRequest.open(platform, "GET /api/runs/" + run.id() + "/events", "Accept: text/event-stream");
    }

    /** The next lines that say something, and are no heads of chunks. */
    private static String next(RawRequest request, String beginning) throws Exception {
        String line = request.line();
        while (line != null && !line.startsWith(beginning)) {
            line = request.line();
        }
        return String.valueOf(line);
    }

    @Test
    void changesAreToldAndThenTheEnd() throws Exception {
        FakeRun run = start("waits");
        try (RawRequest request = follow(run)) {
            assertEquals("HTTP/1.1 200 OK", request.line());
            assertEquals("Content-Type: text/event-stream", next(request, "Content-Type"));
            assertEquals("event: state", next(request, "event"));
            assertTrue(next(request, "data").contains("\"state\":\"running\""));
            assertEquals("event: progress", next(request, "event"));
            assertTrue(next(request, "data").contains("\"submitted\":0"));
            run.submitted();
            assertEquals("event: progress", next(request, "event"));
            assertTrue(next(request, "data").contains("\"submitted\":1"));
            run.succeed("7".getBytes(StandardCharsets.UTF_8));
            assertEquals("event: end", next(request, "event"));
            assertEquals("id: end", request.line());
            assertTrue(request.line().contains("\"state\":\"succeeded\""));
        }
    }

    @Test
    void aRunThatHasEndedIsToldOnceAndNotAgain() {
        String events = "/api/runs/" + start("fails").id() + "/events";
        String body = given().baseUri(platform.url().toString()).get(events).asString();
        assertTrue(body.startsWith("event: end\nid: end\ndata: {\"id\":"), body);
        given().baseUri(platform.url().toString())
                .header("Last-Event-ID", "end")
                .get(events)
                .then()
                .statusCode(204);
    }

    @Test
    void thereAreNoMoreFollowersThanTheLimitAndThoseWhoLeftDoNotCount() throws Exception {
        FakeRun run = start("waits");
        List<RawRequest> followers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            followers.add(follow(run));
            next(followers.get(i), "event");
        }
        String events = "/api/runs/" + run.id() + "/events";
        problem(given().baseUri(platform.url().toString()).get(events), ProblemType.TOO_MANY);
        followers.get(0).close();
        Await.until(
                () -> {
                    try (RawRequest request = follow(run)) {
                        return request.line().contains("200");
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                "there is room again");
        for (RawRequest follower : followers) {
            follower.close();
        }
    }

    @Test
    void aRunThatIsNotKnownIs404AndTakesNoRoom() {
        for (int i = 0; i < 6; i++) {
            problem(given().baseUri(platform.url().toString()).get("/api/runs/none/events"), ProblemType.UNKNOWN_RUN);
        }
    }

    @Test
    void aHeadAnswersAtOnce() {
        given().baseUri(platform.url().toString())
                .head("/api/runs/" + start("waits").id() + "/events")
                .then()
                .statusCode(200);
    }
}
