package dev.hearth.platform.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.OnEvent;
import dev.hearth.Workflow;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A platform whose callers need a token, with a port for brokers, which have none. */
class EventPortTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Answers.class, FreePort.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("hearth.auth.tokens", "true")
            .overrideConfigKey("hearth.auth.tokens-file", "target/event-port/tokens.json")
            .overrideConfigKey("hearth.limits.idle-timeout", "1s")
            .overrideConfigKey("hearth.limits.head-timeout", "1s")
            .overrideConfigKey("hearth.events.port", Integer.toString(FreePort.find()));

    public static class Answers {
        @Workflow
        @OnEvent(type = "test.ask", replyType = "test.answer")
        public String answer(String question) throws InterruptedException {
            // Longer than a connection may idle: it does not idle while its answer is due.
            Thread.sleep(question.equals("slowly") ? 2500 : 0);
            return question + "!";
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ConfigProperty(name = "hearth.events.port")
    int port;

    @Test
    void thePortTakesEventsWithoutATokenAndTheOtherDoesNot() throws Exception {
        HttpResponse<String> answer = ask(events("/api/events/answer"), "1", "how");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("\"how!\"", answer.body());
        assertEquals("test.answer", answer.headers().firstValue("ce-type").orElse(""));
        assertEquals(200, ask(events("/api/events"), "1", "how").statusCode());
        assertEquals(
                401,
                ask(URI.create("http://127.0.0.1:" + RestAssured.port + "/api/events"), "2", "how")
                        .statusCode());
    }

    @Test
    void anAnswerThatTakesItsTimeComes() throws Exception {
        assertEquals("\"slowly!\"", ask(events("/api/events"), "3", "slowly").body());
    }

    @Test
    void thePortTakesNothingElse() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(events("/api/workflows/answer"))
                        .POST(BodyPublishers.ofString("{\"question\":\"how\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("this port takes events alone"), answer.body());
    }

    private URI events(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> ask(URI address, String id, String question) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("ce-specversion", "1.0")
                        .header("ce-id", id)
                        .header("ce-source", "/test")
                        .header("ce-type", "test.ask")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("\"" + question + "\""))
                        .build(),
                BodyHandlers.ofString());
    }
}
