package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusProdModeTest;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Knative would refuse fails the build. */
class RefusedBuildTest {
    @RegisterExtension
    static final QuarkusProdModeTest BUILD = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Tides.class, Winds.class)
                    .addAsResource(new StringAsset("spec: {terminationGracePeriodSeconds: 5}"), "hasty.yaml"))
            .setApplicationName("harbour")
            .overrideConfigKey("hearth.environments.\"tides\".environment.PORT", "1")
            .overrideConfigKey("hearth.environments.\"winds\".pod-template", "hasty.yaml")
            .assertBuildException(failure -> {
                String message = messages(failure);
                assertTrue(message.contains("Environment 'tides' on Knative: it sets variable 'PORT'"), message);
                assertTrue(
                        message.contains("Environment 'winds' on Knative: its pod template has the field"
                                + " 'spec.terminationGracePeriodSeconds'"),
                        message);
            });

    @Test
    void theFaultsOfAllEnvironmentsAreToldAtOnce() {
        fail("The build went through.");
    }

    private static String messages(Throwable failure) {
        return failure.getCause() == null ? failure.toString() : failure + " " + messages(failure.getCause());
    }
}
