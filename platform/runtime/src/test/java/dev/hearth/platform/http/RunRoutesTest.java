package dev.hearth.platform.http;

import static dev.hearth.platform.http.CallRouteTest.problem;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.platform.run.RunRequest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The records of runs over HTTP. */
class RunRoutesTest {
    private final FakePlatform platform = new FakePlatform();

    @AfterEach
    void stop() {
        platform.close();
    }

    private RequestSpecification api() {
        return given().baseUri(platform.url().toString());
    }

    private String start(String workflow) {
        platform.runs.workflow(workflow, "{}".getBytes(StandardCharsets.UTF_8), RunRequest.of("http"));
        return platform.runs.last().id();
    }

    @Test
    void runsAreListedNewestFirstByPages() {
        List<String> runs = List.of(start("echo"), start("list"), start("waits"));
        Response first = api().get("/api/runs?limit=2");
        first.then()
                .statusCode(200)
                .body("runs.id", contains(runs.get(2), runs.get(1)))
                .body("next", equalTo(runs.get(1)))
                .header("Link", "</api/runs?limit=2&after=" + runs.get(1) + ">; rel=\"next\"");
        api().get("/api/runs?limit=2&after=" + first.path("next"))
                .then()
                .body("runs.id", contains(runs.get(0)))
                .body("next", nullValue())
                .header("Link", nullValue());
    }

    @Test
    void runsAreFiltered() {
        String echo = start("echo");
        String waits = start("waits");
        String fails = start("fails");
        api().get("/api/runs?state=running").then().body("runs.id", contains(waits));
        api().get("/api/runs?name=echo&kind=workflow").then().body("runs.id", contains(echo));
        api().get("/api/runs?kind=map").then().body("runs", equalTo(List.of()));
        Instant last = platform.runs.find(fails).orElseThrow().started();
        api().get("/api/runs?state=failed&since=" + last).then().body("runs.id", contains(fails));
        api().get("/api/runs?since=" + last.plusSeconds(1)).then().body("runs", equalTo(List.of()));
    }

    @Test
    void aFilterThatMakesNoSenseIs400WithTheKnownOnes() {
        bad("stat=running", "'stat'", "after, kind, limit, name, since, state");
        bad("state=done", "'done'", "running");
        bad("kind=task", "'task'", "call, map, workflow");
        bad("since=yesterday", "'yesterday'", "2026-01-31T09:30:00Z");
        bad("limit=0", "'0'", "1 to 1000");
        bad("limit=1001", "'1001'", "1 to 1000");
    }

    private void bad(String query, String... parts) {
        for (String part : parts) {
            problem(api().get("/api/runs?" + query), ProblemType.MALFORMED_REQUEST)
                    .body("detail", containsString(part));
        }
    }

    @Test
    void aRunIsShownByItsId() {
        String run = start("waits");
        api().get("/api/runs/" + run)
                .then()
                .statusCode(200)
                .body("id", equalTo(run))
                .body("state", equalTo("running"))
                .body("progress.submitted", equalTo(0));
    }

    @Test
    void aRunThatIsNotKnownIs404OnEveryPath() {
        for (String path : List.of("", "/result")) {
            problem(api().get("/api/runs/none" + path), ProblemType.UNKNOWN_RUN)
                    .body("detail", containsString("'none'"));
        }
        problem(api().delete("/api/runs/none"), ProblemType.UNKNOWN_RUN);
        problem(api().post("/api/runs/none/rerun-failed"), ProblemType.UNKNOWN_RUN);
    }

    @Test
    void aResultIsThereWhenTheRunHasEnded() {
        api().get("/api/runs/" + start("list") + "/result")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo("[1, {\"a\": 2.50}, null]"));
    }

    @Test
    void aResultThatIsNotThereYetIs202WithWhenToAskAgain() {
        String run = start("waits");
        api().get("/api/runs/" + run + "/result")
                .then()
                .statusCode(202)
                .header("Retry-After", "1")
                .header("Location", "/api/runs/" + run)
                .body("state", equalTo("running"));
        api().header("Prefer", "wait=1")
                .get("/api/runs/" + run + "/result")
                .then()
                .statusCode(202)
                .header("Preference-Applied", "wait=1");
    }

    @Test
    void aResultIsWaitedFor() throws Exception {
        String run = start("waits");
        try (RawRequest request = RawRequest.open(platform, "GET /api/runs/" + run + "/result", "Prefer: wait=600")) {
            platform.runs.last().succeed("7".getBytes(StandardCharsets.UTF_8));
            assertEquals("HTTP/1.1 200 OK", request.line());
        }
    }

    @Test
    void theResultOfAFailedRunIsItsProblem() {
        problem(api().get("/api/runs/" + start("fails") + "/result"), ProblemType.RUN_FAILED)
                .body("kind", equalTo("REPLICA_LOST"));
        problem(api().get("/api/runs/" + start("crowded") + "/result"), ProblemType.TOO_MANY)
                .header("Retry-After", nullValue());
    }

    @Test
    void aRunOfTheApplicationsOwnCodeHasNoResultToShow() {
        String run = start("waits");
        platform.runs.last().succeed(new byte[0]);
        api().get("/api/runs/" + run + "/result").then().statusCode(204);
    }

    @Test
    void deletingARunCancelsItOnce() {
        String run = start("waits");
        for (int i = 0; i < 2; i++) {
            api().delete("/api/runs/" + run).then().statusCode(200).body("state", equalTo("cancelled"));
        }
        problem(api().get("/api/runs/" + run + "/result"), ProblemType.RUN_CANCELLED);
    }

    @Test
    void aRunThatHasEndedCannotBeCancelled() {
        problem(api().delete("/api/runs/" + start("echo")), ProblemType.CONFLICT)
                .body("detail", containsString("it has succeeded"));
    }

    @Test
    void onlyWhatFailedIsRunAgain() {
        String run = start("echo");
        problem(api().post("/api/runs/" + run + "/rerun-failed"), ProblemType.CONFLICT);
        platform.runs.durableMap(
                "fake.echo",
                List.of("1".getBytes(StandardCharsets.UTF_8), "\"fail\"".getBytes(StandardCharsets.UTF_8))
                        .iterator(),
                MapQuery.of(io.vertx.core.MultiMap.caseInsensitiveMultiMap()).options(),
                RunRequest.of("http"));
        String again = api().post("/api/runs/" + platform.runs.last().id() + "/rerun-failed")
                .then()
                .statusCode(202)
                .body("kind", equalTo("map"))
                .extract()
                .header("Location");
        assertEquals("/api/runs/" + platform.runs.last().id(), again);
    }

    @Test
    void aRouteThatDoesNotExistIs404WithTheKnownOnes() {
        problem(api().get("/api/fly"), ProblemType.UNKNOWN_ROUTE)
                .body("detail", containsString("POST /api/workflows/{name}"));
    }

    @Test
    void anotherMethodIs405WithThoseThatThereAre() {
        problem(api().post("/api/runs"), ProblemType.METHOD_NOT_ALLOWED).header("Allow", "GET, HEAD, OPTIONS");
        problem(api().get("/api/workflows/echo"), ProblemType.METHOD_NOT_ALLOWED)
                .header("Allow", "OPTIONS, POST");
        api().options("/api/runs/x").then().statusCode(204).header("Allow", "DELETE, GET, HEAD, OPTIONS");
        api().head("/api/health").then().statusCode(200).body(equalTo(""));
    }
}
