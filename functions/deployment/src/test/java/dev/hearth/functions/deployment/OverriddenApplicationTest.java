package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Retry;
import dev.hearth.RetryPolicy;
import dev.hearth.Task;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.UnknownNameException;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverriddenApplicationTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Messages.class, Actor.class))
            .overrideRuntimeConfigKey("hearth.environments.\"my-actor\".replica-count", "5")
            .overrideRuntimeConfigKey("hearth.environments.\"my-actor\".environment.GREETING", "hello");

    @Inject
    Catalog catalog;

    @Test
    void theCatalogHasTheDeploymentsOverrides() {
        assertEquals(
                List.of(EnvironmentSpec.actors(
                        "my-actor", Actor.class.getName(), Map.of("GREETING", "hello", "MODE", "fast"), 5, 30, 2)),
                List.copyOf(catalog.environments()));
    }

    @Test
    void aTaskHasWhatItsAnnotationSays() {
        TaskSpec task = catalog.task("my-actor.with-all-options");
        assertEquals(new RetryPolicy(3, Duration.ofMillis(10), 1.5, Duration.ofSeconds(1)), task.retry());
        assertEquals(Duration.ofMillis(1500), task.timeout());
        assertEquals(Duration.ofMinutes(1), task.queueTimeout());
        assertEquals(
                "java.util.List<java.lang.String>",
                task.parameters().get(0).type().getTypeName());
        assertEquals("java.util.List<java.lang.String>", task.resultType().getTypeName());
        assertEquals(Actor.class, catalog.beanClass(task));
        assertEquals(
                RetryPolicy.NONE.retries(),
                catalog.task("my-actor.plain").retry().retries());
    }

    @Test
    void unknownNamesAreAnsweredWithTheKnownOnes() {
        Messages.assertSays(
                assertThrows(UnknownNameException.class, () -> catalog.task("my-actor.plan")),
                "Known tasks: my-actor.plain, my-actor.with-all-options.");
        Messages.assertSays(
                assertThrows(UnknownNameException.class, () -> catalog.environment("actor")),
                "Known environments: my-actor.");
        Messages.assertSays(
                assertThrows(UnknownNameException.class, () -> catalog.workflow("w")), "declares no workflows");
    }

    @Test
    void theVersionIsADigest() {
        assertTrue(catalog.version().matches("[0-9a-f]{16}"), catalog.version());
    }

    @ActorEnvironment(
            name = "my-actor",
            replicaCount = 2,
            ttlSeconds = 30,
            concurrency = 2,
            environment = {@Variable(name = "GREETING", value = "hi"), @Variable(name = "MODE", value = "fast")})
    static class Actor {
        @Task(
                name = "with-all-options",
                retry = @Retry(retries = 3, delayMillis = 10, factor = 1.5, maxDelayMillis = 1000),
                timeoutMillis = 1500,
                queueTimeoutMillis = 60_000)
        List<String> options(List<String> values) {
            return values;
        }

        @Task
        void plain() {}
    }
}
