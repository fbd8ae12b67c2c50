package dev.hearth.examples.endtoend;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.ToReplica;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replica as it is in a pod: started by somebody else than the platform, which it outlives. */
class PodsIT {
    private static final Pattern SERVED = Pattern.compile("are served at port (\\d+)");
    private static final String LOAD_MODEL = "{\"value\":1,\"state\":3}";

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    private @Nullable PlayedPlatform platform;

    @AfterEach
    void close() throws Exception {
        if (platform != null) {
            platform.die();
        }
    }

    private PlayedPlatform platform(int port) throws Exception {
        PlayedPlatform made = new PlayedPlatform(port);
        platform = made;
        return made;
    }

    /** What a pod of the environment has for variables; any port is free here, and others must not reach it. */
    private Started pod(String environment, int platformPort) {
        return hearth.with("HEARTH_ROLE", "replica")
                .with("HEARTH_ENVIRONMENT", environment)
                .with("HEARTH_ENVIRONMENT_VERSION", "v1")
                .with("HEARTH_CONCURRENCY", "1")
                .with("HEARTH_VARIABLES", "")
                .with("HEARTH_PLATFORM", "ws://127.0.0.1:" + platformPort + "/hearth/link")
                .with("HEARTH_JOIN_KEY_FILE", hearth.folder().resolve("key").toString())
                .with("HEARTH_DIRECT", "true")
                .with("HEARTH_DRAIN_SECONDS", "30")
                .with("HEARTH_DIRECT_HOST", "127.0.0.1")
                .with("PORT", "0")
                .with("HOSTNAME", environment + "-00001-abc")
                .with("QUARKUS_HTTP_HOST_ENABLED", "false")
                .start();
    }

    private void key(String key) throws IOException {
        Files.writeString(hearth.folder().resolve("key"), key);
    }

    private static RequestSpecification to(Started pod) {
        Waiting.until(
                Duration.ofSeconds(60),
                () -> SERVED.matcher(pod.printed()).find(),
                () -> "it serves nothing. " + pod + pod.printed());
        Matcher served = SERVED.matcher(pod.printed());
        assertTrue(served.find());
        return given().baseUri("http://127.0.0.1").port(Integer.parseInt(served.group(1)));
    }

    private static String result(Completion completion) {
        return new String(Objects.requireNonNull(completion.result()), StandardCharsets.UTF_8);
    }

    @Test
    void theSameProcessServesTheNextLifeOfThePlatformFromItsCache() throws Exception {
        PlayedPlatform first = platform(0);
        Started pod = pod("caching", first.port());
        Waiting.until(
                Duration.ofSeconds(60), () -> pod.printed().contains("is not there yet"), () -> "no word of its key");
        key("first key\n");
        FromReplica.Hello hello = first.welcome();
        assertEquals("caching-00001-abc", hello.replica());
        assertEquals("first key", hello.token());
        assertEquals(pod.process().pid(), hello.pid());
        first.assign(1, "caching.evaluate", LOAD_MODEL);
        Completion cold = first.completion();
        assertEquals("4", result(cold));
        assertEquals(1, cold.cacheMisses());

        first.die();
        key("second key");
        PlayedPlatform second = platform(first.port());
        FromReplica.Hello again = second.welcome();
        assertEquals("second key", again.token());
        assertEquals(hello.pid(), again.pid());
        second.assign(1, "caching.evaluate", LOAD_MODEL);
        Completion warm = second.completion();
        assertEquals("4", result(warm));
        assertEquals(1, warm.cacheHits());
        assertEquals(0, warm.cacheMisses());

        // Released, it is there for as long as nobody removes it, and comes back for work.
        second.say(new ToReplica.Stop());
        second.next(FromReplica.Goodbye.class, any -> true);
        assertEquals(hello.pid(), second.welcome().pid());
    }

    @Test
    void aSignalToEndLetsWhatRunsFinishAndHandsBackTheRest() throws Exception {
        key("key");
        PlayedPlatform there = platform(0);
        Started pod = pod("sleeper", there.port());
        there.welcome();
        there.assign(1, "sleeper.sleep", "{\"millis\":2000,\"manner\":\"HEEDS\"}");
        there.assign(2, "sleeper.sleep", "{\"millis\":1,\"manner\":\"HEEDS\"}");
        Waiting.until(
                Duration.ofSeconds(20), () -> pod.printed().contains("Sleeping"), () -> "it does not sleep. " + pod);
        pod.process().destroy();
        assertTrue(Arrays.equals(
                new long[] {2},
                there.next(FromReplica.Returned.class, any -> true).leases()));
        assertEquals("\"sleeper-00001-abc\"", result(there.completion()));
        there.next(FromReplica.Goodbye.class, any -> true);
        assertEquals(0, pod.await(Duration.ofSeconds(30)).code());
    }

    @Test
    void aSignalToEndIsHeardWithoutAPlatformToo() {
        Started pod = pod("numbers", 1);
        to(pod).get("/health/ready").then().statusCode(200);
        pod.process().destroy();
        assertEquals(0, pod.await(Duration.ofSeconds(30)).code());
    }

    @Test
    void tasksAreCalledWithoutAPlatform() {
        Started pod = pod("caching", 1);
        to(pod).contentType("application/json")
                .body(LOAD_MODEL)
                .post("/api/tasks/caching.evaluate")
                .then()
                .statusCode(200)
                .body(equalTo("4"));
        Response binary = to(pod).header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/shop")
                .header("ce-type", "caching.evaluate")
                .contentType("application/json")
                .body("{\"value\":2,\"state\":3}")
                .post("/");
        binary.then()
                .statusCode(200)
                .header("ce-type", "caching.evaluate.output")
                .body(equalTo("5"));
        // The second call and the third found the model in the replica's cache: loading it takes two seconds.
        to(pod).contentType("application/cloudevents+json")
                .body("{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/shop\",\"type\":\"order\","
                        + "\"data\":{\"value\":3,\"state\":3}}")
                .post("/api/tasks/caching.evaluate")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/cloudevents+json"))
                .body("source", equalTo("/hearth/hearth-examples/caching.evaluate"))
                .body("data", equalTo(6))
                .time(org.hamcrest.Matchers.lessThan(1500L));
    }

    @Test
    void nothingButTheEnvironmentsTasksIsServed() {
        Started pod = pod("numbers", 1);
        for (String path : new String[] {"/api/health", "/api/openapi.json", "/metrics", "/q/health", "/hearth/link"}) {
            to(pod).get(path).then().statusCode(404).contentType(startsWith("application/problem+json"));
        }
        to(pod).contentType("application/json")
                .body("{}")
                .post("/api/workflows/hello-world")
                .then()
                .statusCode(404);
        to(pod).contentType("application/json")
                .body(LOAD_MODEL)
                .post("/api/tasks/caching.evaluate")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-name"))
                .body("detail", containsString("numbers.plus-one"));
        to(pod).contentType("application/json")
                .body("{\"value\":\"many\"}")
                .post("/api/tasks/numbers.plus-one")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/wrong-input"));
    }

    @Test
    void aDirectCallCountsAsBusyForThePlatformAndMoreAreToldToComeAgain() throws Exception {
        key("key");
        PlayedPlatform there = platform(0);
        Started pod = pod("sleeper", there.port());
        there.welcome();
        CompletableFuture<Response> sleeping =
                CompletableFuture.supplyAsync(() -> to(pod).contentType("application/json")
                        .body("{\"millis\":3000,\"manner\":\"HEEDS\"}")
                        .post("/api/tasks/sleeper.sleep"));
        there.next(FromReplica.Heartbeat.class, heartbeat -> heartbeat.direct() == 1);
        to(pod).contentType("application/json")
                .body("{\"millis\":1,\"manner\":\"HEEDS\"}")
                .post("/api/tasks/sleeper.sleep")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("type", equalTo("/problems/unavailable"));
        there.assign(1, "sleeper.sleep", "{\"millis\":1,\"manner\":\"HEEDS\"}");
        assertEquals("\"sleeper-00001-abc\"", sleeping.get(30, TimeUnit.SECONDS).asString());
        there.next(FromReplica.Heartbeat.class, heartbeat -> heartbeat.direct() == 0);
        assertEquals(1, there.completion().lease());
    }

    @Test
    void secretsAreFilesOfAVolume() throws Exception {
        Path secrets = Files.createDirectory(hearth.folder().resolve("secrets"));
        hearth.with("HEARTH_SECRETS_DIRECTORY", secrets.toString());
        Ended without = pod("signer", 1).await(Duration.ofSeconds(60));
        assertEquals(2, without.code());
        assertTrue(without.out().contains("Secret 'SIGNING_KEY' of environment 'signer'"), without::toString);
        Files.writeString(secrets.resolve("SIGNING_KEY"), "open-sesame\n");
        Started pod = pod("signer", 1);
        to(pod).contentType("application/json")
                .body("{}")
                .post("/api/tasks/signer.tell-key")
                .then()
                .statusCode(500)
                .body("detail", containsString("thrown: ***"));
        to(pod).get("/health/live").then().statusCode(200);
    }

    @Test
    void linksMayHaveAPortOfTheirOwn() {
        hearth.with("HEARTH_LINK_PORT", "0");
        Started serving = hearth.start("serve", "--port", "0");
        String url = serving.url();
        hearth.runWithInput("[1]", "map", "numbers.plus-one", "--input", "-").assertPrints("2");
        given().get(url + "/hearth/link").then().statusCode(404);
        String busy = url.replaceAll(".*:", "");
        hearth.with("HEARTH_LINK_PORT", busy);
        Ended second = hearth.start("serve", "--port", "0").await(Duration.ofSeconds(60));
        assertEquals(1, second.code(), second::toString);
        assertTrue(second.err().contains("Configuration 'hearth.link.port' '" + busy + "'"), second::toString);
    }

    @Test
    void aReplicaOfThisMachineServesNothing() throws Exception {
        Started serving = hearth.start("serve", "--port", "0");
        String url = serving.url();
        hearth.runWithInput("[1]", "map", "numbers.plus-one", "--input", "-").assertPrints("2");
        for (ProcessHandle replica : hearth.processes().replicas("numbers")) {
            assertTrue(Listening.ports(replica.pid()).isEmpty(), "it listens at " + Listening.ports(replica.pid()));
        }
        assertTrue(!Listening.ports(serving.process().pid()).isEmpty());
        // Nor does the platform serve what pods do.
        given().header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/shop")
                .header("ce-type", "numbers.plus-one")
                .contentType("application/json")
                .body("1")
                .post(url + "/")
                .then()
                .statusCode(404);
        given().get(url + "/health/ready").then().statusCode(404);
    }
}
