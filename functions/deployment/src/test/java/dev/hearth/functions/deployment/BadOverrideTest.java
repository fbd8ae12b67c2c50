package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BadOverrideTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Messages.class, Actor.class))
            .overrideRuntimeConfigKey("hearth.environments.\"my-actor\".replica-count", "none")
            .assertException(failure -> Messages.assertSays(
                    failure, "'hearth.environments.\"my-actor\".replica-count'", "'none'", "at least 1"));

    @Test
    void anApplicationWithABadOverrideDoesNotStart() {
        fail("it started");
    }

    @ActorEnvironment(name = "my-actor")
    static class Actor {
        @Task
        void plain() {}
    }
}
