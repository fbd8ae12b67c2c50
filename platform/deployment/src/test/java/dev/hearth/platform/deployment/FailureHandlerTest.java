package dev.hearth.platform.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailedRun;
import dev.hearth.Workflow;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunQuery;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A workflow that is started when a run of another fails. */
class FailureHandlerTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Failing.class))
            .overrideConfigKey("quarkus.http.test-port", "0");

    @Inject
    Runs runs;

    public static class Failing {
        @Workflow(onFailure = "tell")
        public int risky(int value) throws InterruptedException {
            if (value < 0) {
                throw new IllegalArgumentException("It is negative.");
            }
            if (value == 0) {
                new CountDownLatch(1).await();
            }
            return value;
        }

        @Workflow
        public String tell(FailedRun failed) {
            return failed.workflow() + " " + failed.run() + ": " + failed.message();
        }
    }

    @Test
    void aFailedRunStartsItsHandlerAndNoOtherDoes() throws Exception {
        assertEquals("1", new String(start(1).result().get(), StandardCharsets.UTF_8));
        RunHandle cancelled = start(0);
        cancelled.cancel("not needed");
        assertThrows(ExecutionException.class, () -> cancelled.result().get());
        RunHandle failed = start(-1);
        assertThrows(ExecutionException.class, () -> failed.result().get());
        List<RunRecord> handlers = handlers();
        for (int i = 0; handlers.isEmpty() && i < 500; i++) {
            Thread.sleep(20);
            handlers = handlers();
        }
        assertEquals(1, handlers.size());
        assertEquals("failure", handlers.get(0).origin());
        String told = new String(
                runs.handle(handlers.get(0).id()).orElseThrow().result().get(10, TimeUnit.SECONDS),
                StandardCharsets.UTF_8);
        assertTrue(told.startsWith("\"risky " + failed.id()) && told.contains("It is negative."), told);
    }

    private RunHandle start(int value) {
        return runs.workflow(
                        "risky", ("{\"value\":" + value + "}").getBytes(StandardCharsets.UTF_8), RunRequest.of("http"))
                .handle();
    }

    private List<RunRecord> handlers() {
        return runs.list(new RunQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("tell"),
                        Optional.empty(),
                        Optional.empty(),
                        10))
                .runs();
    }
}
