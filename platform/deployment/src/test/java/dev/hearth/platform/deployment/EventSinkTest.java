package dev.hearth.platform.deployment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hearth.OnEvent;
import dev.hearth.Workflow;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.path.json.JsonPath;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Results that go to a sink, which does not always take them. */
class EventSinkTest {
    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Answers.class, Receiver.class, FreePort.class))
            .overrideConfigKey("quarkus.http.test-port", Integer.toString(PORT))
            .overrideConfigKey("hearth.journal.kind", "h2")
            .overrideConfigKey("hearth.journal.url", "jdbc:h2:mem:sink;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("hearth.events.sink", "http://127.0.0.1:" + PORT + "/sink")
            .overrideConfigKey("hearth.events.dead-letter", "http://127.0.0.1:" + PORT + "/dead")
            .overrideConfigKey("hearth.events.attempts", "3")
            .overrideConfigKey("hearth.events.back-off", "100ms");

    public static class Answers {
        @Workflow
        @OnEvent(type = "test.ask", replyType = "test.answer", replySource = "/answers")
        public String answer(String question) {
            if (question.isEmpty()) {
                throw new IllegalArgumentException("There is no question.");
            }
            return question + "!";
        }
    }

    @Inject
    Receiver receiver;

    @Test
    void aResultGoesToTheSinkAgainAndAgainUntilItIsTaken() throws Exception {
        receiver.refusals.set(2);
        String run = ask("1", "how");
        JsonPath event = receiver.next("/sink");
        assertEquals("test.answer", event.getString("type"));
        assertEquals("/answers", event.getString("source"));
        assertEquals(run, event.getString("id"));
        assertEquals("how!", event.getString("data"));
        assertEquals(0, receiver.refusals.get());
    }

    @Test
    void whatTheSinkNeverTakesGoesToTheDeadLetters() throws Exception {
        receiver.refusals.set(3);
        String run = ask("2", "why");
        assertEquals(run, receiver.next("/dead").getString("id"));
    }

    @Test
    void aSecondDeliveryOfTheEventHasNoOtherResult() throws Exception {
        String run = ask("3", "who");
        assertEquals(run, ask("3", "who"));
        assertEquals(run, receiver.next("/sink").getString("id"));
        String[] again = receiver.taken.poll(2, TimeUnit.SECONDS);
        if (again != null) {
            assertEquals(run, JsonPath.from(again[1]).getString("id"));
        }
    }

    @Test
    void aFailedRunHasNothingToSend() throws Exception {
        ask("4", "");
        assertNull(receiver.taken.poll(1, TimeUnit.SECONDS));
    }

    private static String ask(String id, String question) {
        return given().header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/test")
                .header("ce-type", "test.ask")
                .contentType("application/json")
                .body("\"" + question + "\"")
                .post("/api/events")
                .then()
                .statusCode(202)
                .body("runs[0].workflow", equalTo("answer"))
                .extract()
                .path("runs[0].run");
    }

    /** Takes events, but for as many as it is told to refuse at {@code /sink}. In the application, since that has a class loader of its own. */
    @Singleton
    public static class Receiver {
        final AtomicInteger refusals = new AtomicInteger();
        final BlockingQueue<String[]> taken = new LinkedBlockingQueue<>();

        void routes(@Observes Router router) {
            router.post("/sink").handler(this::take);
            router.post("/dead").handler(this::take);
        }

        private void take(RoutingContext ctx) {
            String path = ctx.normalizedPath();
            ctx.request().bodyHandler(body -> {
                if (path.equals("/sink") && refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    ctx.response().setStatusCode(503).end();
                } else {
                    taken.add(new String[] {path, body.toString()});
                    ctx.response().setStatusCode(202).end();
                }
            });
            ctx.request().resume();
        }

        JsonPath next(String path) throws InterruptedException {
            String[] event = taken.poll(30, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing came");
            }
            assertEquals(path, event[0]);
            return JsonPath.from(event[1]);
        }
    }
}
