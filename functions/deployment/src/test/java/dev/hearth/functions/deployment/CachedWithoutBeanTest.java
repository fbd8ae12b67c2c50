package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import dev.hearth.ActorCache;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.annotation.PostConstruct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CachedWithoutBeanTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Messages.class, Models.class))
            .assertException(
                    failure -> Messages.assertSays(failure, "Models#load(int)", "is not a bean", "@ApplicationScoped"));

    @Test
    void aClassThatTurnsOutToBeNoBeanIsRefusedToo() {
        fail("it was built");
    }

    /** Its annotations might make it a bean, so that this is known late. */
    static class Models {
        @PostConstruct
        void start() {}

        @ActorCache
        Object load(int state) {
            return state;
        }
    }
}
