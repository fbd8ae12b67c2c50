package dev.hearth.platform.deployment;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hearth.Schedule;
import dev.hearth.Workflow;
import io.quarkus.test.QuarkusUnitTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command that rehearses its start has a journal, and starts no workflow. */
class RehearsedSchedulesTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Clock.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("hearth.rehearsal", "true")
            .overrideConfigKey("hearth.journal.kind", "h2")
            .overrideConfigKey("hearth.journal.url", "jdbc:h2:mem:rehearsed;DB_CLOSE_DELAY=-1");

    public static class Clock {
        static final CountDownLatch TICKED = new CountDownLatch(1);

        @Workflow
        @Schedule(everySeconds = 1)
        public void tick() {
            TICKED.countDown();
        }
    }

    @Test
    void nothingStartsThoughItsTimeHasCome() throws Exception {
        assertFalse(Clock.TICKED.await(3, TimeUnit.SECONDS));
    }
}
