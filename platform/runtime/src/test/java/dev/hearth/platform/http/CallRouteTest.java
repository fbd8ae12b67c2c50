package dev.hearth.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.run.RunRecord;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One workflow or task over HTTP. */
class CallRouteTest {
    private final FakePlatform platform = new FakePlatform();

    @AfterEach
    void stop() {
        platform.close();
    }

    private RequestSpecification json(String body) {
        return given().baseUri(platform.url().toString())
                .contentType("application/json")
                .body(body);
    }

    @Test
    void theResultIsTheBodyAndTheRunIsInTheHeader() {
        String run = json("{\"a\":1}")
                .post("/api/workflows/echo")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo("{\"a\":1}"))
                .extract()
                .header("Hearth-Run");
        assertTrue(platform.runs.find(run).isPresent());
    }

    @Test
    void aTaskIsCalledByItsFullName() {
        json("{\"it\":[1]}").post("/api/tasks/fake.echo").then().statusCode(200).body(equalTo("{\"it\":[1]}"));
        RunRecord run = platform.runs.recent().get(0);
        assertEquals("call fake.echo http", run.kind() + " " + run.name() + " " + run.origin());
    }

    @Test
    void noBodyIsAnEmptyObject() {
        given().baseUri(platform.url().toString())
                .post("/api/workflows/echo")
                .then()
                .statusCode(200)
                .body(equalTo("{}"));
    }

    @Test
    void aNameThatIsNotKnownIs404WithTheKnownOnes() {
        problem(json("{}").post("/api/workflows/ecko"), ProblemType.UNKNOWN_NAME)
                .body("detail", containsString("'ecko'"))
                .body("detail", containsString("echo"));
        problem(json("{}").post("/api/tasks/fake.ecko"), ProblemType.UNKNOWN_NAME)
                .body("detail", containsString("fake.echo"));
    }

    @Test
    void malformedJsonIs400WithItsPlace() {
        problem(json("{\n\"a\":}").post("/api/workflows/echo"), ProblemType.MALFORMED_REQUEST)
                .body("detail", containsString("line 2, column"));
        problem(json("{} {}").post("/api/workflows/echo"), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void whatDoesNotFitIs422() {
        problem(json("[1]").post("/api/workflows/echo"), ProblemType.WRONG_INPUT)
                .body("detail", containsString("an array"));
        problem(json("{}").post("/api/workflows/typed"), ProblemType.WRONG_INPUT)
                .body("detail", containsString("Parameter 'n'"))
                .body("kind", equalTo("BAD_INPUT"));
        problem(json("{}").post("/api/tasks/fake.typed"), ProblemType.WRONG_INPUT);
    }

    @Test
    void badInputOfATaskInsideAWorkflowIsNotTheClients() {
        problem(json("{}").post("/api/workflows/passes-on"), ProblemType.RUN_FAILED)
                .body("kind", equalTo("BAD_INPUT"));
    }

    @Test
    void aBodyOverTheLimitIs413() {
        String body = "{\"a\":\"" + "x".repeat(FakePlatform.PAYLOAD_LIMIT) + "\"}";
        problem(json(body).post("/api/workflows/echo"), ProblemType.TOO_LARGE)
                .body("detail", containsString("10000 bytes"));
    }

    @Test
    void anotherContentTypeIs415() {
        problem(json("{}").contentType("text/plain").post("/api/workflows/echo"), ProblemType.UNSUPPORTED_MEDIA_TYPE)
                .body("detail", containsString("'text/plain'"));
        problem(
                json("{}").contentType("application/json; charset=UTF-16").post("/api/workflows/echo"),
                ProblemType.UNSUPPORTED_MEDIA_TYPE);
        json("{}")
                .contentType("application/vnd.api+json; charset=\"utf-8\"")
                .post("/api/workflows/echo")
                .then()
                .statusCode(200);
    }

    @Test
    void aFailedRunHasItsKindAndItsRun() {
        String run = problem(json("{}").post("/api/workflows/fails"), ProblemType.RUN_FAILED)
                .body("kind", equalTo("REPLICA_LOST"))
                .header("Retry-After", nullValue())
                .extract()
                .path("run");
        assertTrue(platform.runs.find(run).isPresent());
    }

    @Test
    void eachKindOfFailureHasItsStatus() {
        problem(json("{}").post("/api/workflows/limited"), ProblemType.TASK_TIMEOUT);
        problem(json("{}").post("/api/workflows/crowded"), ProblemType.TOO_MANY).header("Retry-After", is("1"));
        problem(json("{}").post("/api/workflows/cold"), ProblemType.NO_REPLICA).header("Retry-After", is("5"));
    }

    @Test
    void aRunThatIsRefusedSaysWhenToComeAgain() {
        problem(json("{}").post("/api/workflows/too-many"), ProblemType.TOO_MANY)
                .header("Retry-After", is("1"))
                .body("run", nullValue());
        problem(json("{}").post("/api/workflows/no-journal"), ProblemType.UNAVAILABLE)
                .header("Retry-After", is("5"));
    }

    @Test
    void aDefectOfThePlatformShowsNoStackTrace() {
        problem(json("{}").post("/api/workflows/defect"), ProblemType.INTERNAL_ERROR)
                .body("detail", containsString("IllegalStateException"))
                .body("detail", not(containsString("\tat ")));
    }

    @Test
    void whoeverRespondsAsyncHearsWhereTheRunIs() {
        String location = json("{}")
                .header("Prefer", "respond-async")
                .post("/api/workflows/waits")
                .then()
                .statusCode(202)
                .header("Preference-Applied", "respond-async")
                .body("state", equalTo("running"))
                .extract()
                .header("Location");
        assertEquals("/api/runs/" + platform.runs.last().id(), location);
    }

    @Test
    void aClientThatWaitsGetsTheResultIfItComesInTime() {
        json("{\"a\":1}")
                .header("Prefer", "wait=20")
                .post("/api/workflows/echo")
                .then()
                .statusCode(200)
                .header("Preference-Applied", "wait=20")
                .body(equalTo("{\"a\":1}"));
        json("{}")
                .header("Prefer", "respond-async, wait=1")
                .post("/api/workflows/waits")
                .then()
                .statusCode(202)
                .header("Preference-Applied", "respond-async, wait=1")
                .header("Location", containsString(platform.runs.last().id()));
    }

    @Test
    void theSameKeyIsTheSameRun() {
        Response first = json("{\"a\":1}").header("Idempotency-Key", "\"k-1\"").post("/api/workflows/echo");
        Response second = json("{\"a\":1}").header("Idempotency-Key", "k-1").post("/api/workflows/echo");
        first.then().statusCode(200).header("Hearth-Attached", "false");
        second.then()
                .statusCode(200)
                .header("Hearth-Attached", "true")
                .header("Hearth-Run", first.header("Hearth-Run"))
                .body(equalTo("{\"a\":1}"));
        problem(json("{}").header("Idempotency-Key", "k-1").post("/api/workflows/list"), ProblemType.KEY_REUSED);
        Response other = json("{\"a\":2}").header("Idempotency-Key", "k-1").post("/api/workflows/echo");
        problem(other, ProblemType.KEY_REUSED);
        other.then()
                .header("Hearth-Run", first.header("Hearth-Run"))
                .body("run", equalTo(first.header("Hearth-Run")))
                .body("detail", containsString("'k-1'"));
        problem(json("{}").header("Idempotency-Key", " ").post("/api/workflows/list"), ProblemType.MALFORMED_REQUEST);
        problem(
                json("{}").header("Idempotency-Key", "x".repeat(256)).post("/api/workflows/list"),
                ProblemType.MALFORMED_REQUEST);
        assertEquals(1, platform.runs.recent().size());
    }

    @Test
    void theTraceOfTheClientGoesOn() {
        json("{}").header("traceparent", "00-aa-bb-01").post("/api/workflows/echo");
        assertEquals(Optional.of("00-aa-bb-01"), platform.runs.last().request().traceparent());
    }

    @Test
    void aRunLongerThanThePlatformWaitsIs504AndGoesOn() {
        try (FakePlatform patient = new FakePlatform(FakePlatform.limits(Optional.of(Duration.ofMillis(200))))) {
            Response response = given().baseUri(patient.url().toString()).post("/api/workflows/waits");
            String run = problem(response, ProblemType.STILL_RUNNING)
                    .header("Location", containsString("/api/runs/"))
                    .extract()
                    .path("run");
            assertEquals("running", patient.runs.find(run).orElseThrow().state());
            given().baseUri(patient.url().toString())
                    .header("Prefer", "wait=60")
                    .post("/api/workflows/waits")
                    .then()
                    .statusCode(202);
        }
    }

    @Test
    void aCancelledRunIs409ForWhoeverWaits() throws Exception {
        CompletableFuture<Response> answer =
                CompletableFuture.supplyAsync(() -> json("{}").post("/api/workflows/waits"));
        Await.until(() -> platform.runs.recent().size() == 1, "the run starts");
        given().baseUri(platform.url().toString())
                .delete("/api/runs/" + platform.runs.last().id())
                .then()
                .statusCode(200)
                .body("state", equalTo("cancelled"));
        problem(answer.get(), ProblemType.RUN_CANCELLED).body("kind", equalTo("CANCELLED"));
    }

    @Test
    void aClientThatGoesAwayCancelsItsRun() throws Exception {
        RawRequest.send(platform, "POST /api/workflows/waits", "", "{}").close();
        Await.until(() -> state().equals("cancelled"), "the run is cancelled");
    }

    @Test
    void aRunThatCanBeFoundAgainOutlivesItsClient() throws Exception {
        for (String header : new String[] {"Prefer: wait=600", "Idempotency-Key: k-1"}) {
            RawRequest.send(platform, "POST /api/workflows/waits", header, "{}").close();
        }
        // What a departure brings about, it brings about at once: another client's, which comes later, is there
        // already.
        RawRequest.send(platform, "POST /api/tasks/fake.waits", "", "{}").close();
        Await.until(
                () -> platform.runs.recent().stream()
                        .anyMatch(run -> run.state().equals("cancelled")),
                "the other run is cancelled");
        assertEquals(
                2,
                platform.runs.recent().stream()
                        .filter(run -> run.state().equals("running"))
                        .count());
    }

    private String state() {
        return platform.runs.recent().isEmpty()
                ? "none"
                : platform.runs.last().record().state();
    }

    static ValidatableResponse problem(Response response, ProblemType type) {
        return response.then()
                .statusCode(type.status())
                .contentType("application/problem+json")
                .body("type", equalTo(type.uri()))
                .body("title", equalTo(type.title()))
                .body("status", equalTo(type.status()));
    }
}
