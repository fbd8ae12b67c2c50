package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a platform ends, and what it leaves. */
class PlatformIT {
    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    @Test
    void aCommandWithoutAPlatformBringsItsOwnAndLeavesNothing() {
        hearth.run("run", "caching-basic", "--input", "{\"initValue\":1,\"state\":3}")
                .assertPrints("13");
        hearth.assertNothingRuns();
    }

    @Test
    void replicasEndWithAPlatformThatIsKilled() {
        Started platform = hearth.start("serve", "--port", "0");
        platform.url();
        hearth.runWithInput("1\n2\n", "map", "numbers.plus-one", "--input", "-").assertPrints("2", "3");
        assertEquals(2, hearth.processes().replicas("numbers").size());
        platform.process().destroyForcibly();
        Waiting.until(
                Duration.ofSeconds(30),
                () -> hearth.processes().processes().isEmpty(),
                () -> "replicas live on: " + hearth.processes().processes());
    }

    @Test
    void aPlatformThatIsToldToStopStopsItsReplicas() {
        Started platform = hearth.start("serve", "--port", "0");
        platform.url();
        hearth.run("run", "hello-world").assertPrints("\"hello\"");
        platform.process().destroy();
        platform.await(Duration.ofSeconds(20));
        hearth.assertNothingRuns();
    }

    @Test
    void theEmbeddedProvisionerStartsNoProcess() {
        hearth.run("run", "caching-basic", "--provisioner", "embedded").assertPrints("13");
    }
}
