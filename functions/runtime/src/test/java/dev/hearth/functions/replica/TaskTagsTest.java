package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.secret.Secrets;
import io.quarkus.vertx.core.runtime.VertxMDC;
import io.quarkus.vertx.mdc.provider.LateBoundMDCProvider;
import java.util.Map;
import org.jboss.logmanager.MDCProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TaskTagsTest {
    /** What the log manager asks, and what the task's own calls reach. */
    private final MDCProvider log = new LateBoundMDCProvider();

    private final Execution execution = new Execution(
            EngineFixture.element(1, "env.task"), new ReplicaScope("env", "env-1", Map.of(), Secrets.NONE));

    @BeforeAll
    static void onDemand() {
        TaskTags.onDemand();
    }

    @Test
    void tagsAreThereForWhoeverLooksAndNotBefore() {
        TaskTags.begin(execution);
        assertTrue(VertxMDC.INSTANCE.isEmpty());
        assertEquals(Map.of("run", "run", "task", "env.task", "attempt", "1", "replica", "env-1"), log.copy());
        TaskTags.end();
        assertTrue(log.isEmpty());
        assertTrue(VertxMDC.INSTANCE.isEmpty());
    }

    @Test
    void whatATaskPutsOrRemovesStandsUntilItsEnd() {
        TaskTags.begin(execution);
        log.put("mine", "1");
        assertEquals("run", log.get("run"));
        log.remove("task");
        assertNull(log.get("task"));
        TaskTags.end();
        TaskTags.begin(execution);
        assertNull(log.get("mine"));
        assertEquals("env.task", log.get("task"));
        log.clear();
        assertTrue(log.isEmpty());
        TaskTags.end();
    }

    @Test
    void threadsThatATaskStartsHaveItsTagsAndNoOthersDo() throws Exception {
        TaskTags.begin(execution);
        assertEquals("run", runInNewThread());
        log.put("run", "another");
        assertEquals("another", runInNewThread());
        TaskTags.end();
        assertEquals("null", runInNewThread());
    }

    private String runInNewThread() throws InterruptedException {
        StringBuilder seen = new StringBuilder();
        Thread thread = new Thread(() -> seen.append(log.get("run")));
        thread.start();
        thread.join();
        return seen.toString();
    }
}
