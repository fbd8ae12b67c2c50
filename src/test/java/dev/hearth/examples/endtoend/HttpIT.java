package dev.hearth.examples.endtoend;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The front door on real replicas. */
class HttpIT {
    @RegisterExtension
    static final Hearth HEARTH = Hearth.forAllTests();

    private static String url = "";

    @BeforeAll
    static void serve() {
        url = HEARTH.start("serve", "--port", "0").url();
    }

    private static RequestSpecification api() {
        return given().baseUri(url);
    }

    private static RequestSpecification json(String body) {
        return api().contentType("application/json").body(body);
    }

    @Test
    void aWorkflowAndATaskGiveTheirResults() {
        json("{\"initValue\":1,\"state\":3}")
                .post("/api/workflows/caching-basic")
                .then()
                .statusCode(200)
                .body(equalTo("13"));
        json("{\"value\":41}").post("/api/tasks/numbers.plus-one").then().body(equalTo("42"));
        json("{\"value\":\"x\"}")
                .post("/api/tasks/numbers.plus-one")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/wrong-input"))
                .body("detail", containsString("int"));
    }

    @Test
    void aRunIsAcceptedWaitedForAndFollowed() {
        Response accepted = json("{}").header("Prefer", "respond-async").post("/api/workflows/scores");
        accepted.then().statusCode(202).body("state", equalTo("running"));
        String run = accepted.header("Location");
        String events = api().get(run + "/events").asString();
        assertTrue(events.startsWith("event: state\ndata: {"), events);
        String end = events.substring(events.indexOf("event: end"));
        assertTrue(end.startsWith("event: end\nid: end\ndata: {") && end.contains("\"state\":\"succeeded\""), events);
        api().get(run + "/result").then().statusCode(200).body("sum", equalTo(210));
    }

    @Test
    void theSameKeyIsTheSameRunUnderWayAndAtItsEnd() {
        RequestSpecification first =
                json("{}").header("Idempotency-Key", "pi-1").header("Prefer", "respond-async");
        String run =
                first.post("/api/workflows/pi").then().statusCode(202).extract().header("Hearth-Run");
        Response second = json("{}").header("Idempotency-Key", "pi-1").post("/api/workflows/pi");
        second.then().statusCode(200).header("Hearth-Run", run).header("Hearth-Attached", "true");
        json("{}")
                .header("Idempotency-Key", "pi-1")
                .post("/api/workflows/hello-world")
                .then()
                .statusCode(422);
        json("{\"nobody\":\"reads this\"}")
                .header("Idempotency-Key", "pi-1")
                .post("/api/workflows/pi")
                .then()
                .statusCode(422)
                .header("Hearth-Run", run)
                .body("type", equalTo("/problems/key-reused"));
        api().get("/api/runs?name=pi").then().body("runs", hasSize(1));
    }

    @Test
    void anArrayIsMapped() {
        String array =
                IntStream.range(0, 3_000).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
        List<String> lines = json(array)
                .post("/api/tasks/numbers.plus-one/map")
                .asString()
                .lines()
                .toList();
        assertEquals(3_001, lines.size());
        assertEquals("{\"index\":2999,\"value\":3000}", lines.get(2_999));
        assertTrue(lines.get(3_000).contains("\"state\":\"succeeded\",\"elements\":3000,\"failed\":0"));
    }

    @Test
    void theDescriptionHasEveryTaskAndWorkflow() {
        JsonNode document = api().get("/api/openapi.json").as(JsonNode.class);
        JsonNode catalog = api().get("/api/catalog").as(JsonNode.class);
        List<String> tasks = catalog.findValues("tasks").stream()
                .flatMap(of -> of.findValuesAsText("name").stream())
                .filter(name -> name.contains("."))
                .toList();
        assertTrue(tasks.size() > 10, tasks::toString);
        for (String task : tasks) {
            assertTrue(document.path("paths").has("/api/tasks/" + task), task);
            assertTrue(document.path("paths").has("/api/tasks/" + task + "/map"), task);
        }
        for (JsonNode workflow : catalog.path("workflows")) {
            String name = workflow.path("name").asText();
            assertTrue(document.path("paths").has("/api/workflows/" + name), name);
        }
        assertEquals(
                "{\"type\":\"integer\"}",
                document.path("paths")
                        .path("/api/tasks/numbers.plus-one")
                        .at("/post/requestBody/content/application~1json/schema/properties/value")
                        .toString());
    }

    @Test
    void aClientThatLeavesCancelsItsRunUnlessItCanFindItAgain() throws IOException {
        leave("", "sleeper");
        leave("Idempotency-Key: nap-1\r\n", "sleeper");
        RunRecords records = new RunRecords(url);
        Waiting.until(
                Duration.ofSeconds(20),
                () -> states(records, "sleeper.sleep").equals(List.of("cancelled", "succeeded")),
                () -> "states: " + states(records, "sleeper.sleep"));
    }

    private static List<String> states(RunRecords records, String task) {
        return records.of(task).stream().map(run -> run.path("state").asText()).toList();
    }

    private static void leave(String header, String environment) throws IOException {
        RunRecords records = new RunRecords(url);
        int before = records.of(environment + ".sleep").size();
        String body = "{\"millis\":3000,\"manner\":\"HEEDS\"}";
        try (Socket socket =
                new Socket(URI.create(url).getHost(), URI.create(url).getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/tasks/" + environment + ".sleep HTTP/1.1\r\nHost: localhost\r\n" + header
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            Waiting.until(
                    Duration.ofSeconds(20),
                    () -> records.of(environment + ".sleep").size() > before,
                    () -> "the run does not start");
        }
    }

    @Test
    void aReaderThatRestsDoesNotGrowTheHeap() throws Exception {
        Hearth small = Hearth.forOneTest().with("JAVA_TOOL_OPTIONS", "-Xmx64m");
        try {
            String address = small.start("serve", "--port", "0").url();
            int elements = 1_500;
            int characters = 100_000;
            String array = IntStream.range(0, elements)
                    .mapToObj(i -> Integer.toString(characters))
                    .collect(Collectors.joining(",", "[", "]"));
            try (Socket socket = new Socket(
                    URI.create(address).getHost(), URI.create(address).getPort())) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write(("POST /api/tasks/faults.large/map HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: " + array.length()
                                        + "\r\n\r\n" + array)
                                .getBytes(StandardCharsets.UTF_8));
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                assertEquals("HTTP/1.1 200 OK", in.readLine());
                // All of it is 150 MB: more than the heap, and than what sockets hold.
                Thread.sleep(5_000);
                long length = 0;
                String end = "";
                for (String line = in.readLine(); !line.contains("{\"end\":"); line = in.readLine()) {
                    length += line.length();
                    end = line;
                }
                assertTrue(length > (long) elements * characters, () -> "too little came");
                assertTrue(!end.isEmpty());
            }
        } finally {
            small.end();
        }
    }
}
