package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What replicas have beside the application: limits, secrets (see {@link RedactionIT} too), and processes of their own. */
class ContainersIT {
    private static final String VALUE = "open-sesame";
    private static final Pattern USE =
            Pattern.compile("\\{\"processors\":2,\"heapMi\":(\\d+),\"filledMi\":(\\d+),\"peakMi\":(\\d+)}\\s*");

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    @Test
    void aReplicaThatFillsItsHeapStaysWithinItsMemoryLimit() {
        Ended ended = hearth.run("run", "limits");
        Matcher use = USE.matcher(ended.out());
        assertTrue(use.matches(), ended::toString);
        long heap = Long.parseLong(use.group(1));
        long filled = Long.parseLong(use.group(2));
        long peak = Long.parseLong(use.group(3));
        assertTrue(filled > 70 && filled < heap, ended::out);
        assertTrue(peak > filled && peak <= 256, ended::out);
    }

    @Test
    void aLimitThatIsTooLittleIsRefusedAtTheStart() {
        hearth.with("HEARTH_ENVIRONMENTS__BUDGET__LIMITS_MEMORY", "100Mi");
        Ended ended = hearth.run("run", "limits");
        assertTrue(
                ended.code() != 0 && ended.err().contains("is too little for a replica's JVM. Give at least 160Mi."),
                ended::toString);
        assertTrue(ended.err().contains("limits.memory'"), ended::toString);
    }

    @Test
    void aVariableOfThePlatformIsNotInheritedByItsReplicas() throws IOException {
        hearth.with("HEARTH_SECRET_SIGNING_KEY", VALUE);
        String url = hearth.start("serve", "--port", "0").url();
        new Caller(url)
                .run("signature")
                .assertGives("\"b086962a236b52a9769f5957607dc13d783e56de2c280d6f69dc6e8174cccef8\"");
        List<ProcessHandle> replicas = hearth.processes().replicas("signer");
        assertEquals(1, replicas.size());
        String variables = Files.readString(Path.of("/proc/" + replicas.get(0).pid(), "environ"));
        assertFalse(variables.contains(VALUE), variables);
    }

    @Test
    void aMissingSecretFailsTheStartWithItsKey() {
        hearth.run("run", "signature")
                .assertFails(1, "Task 'signer.sign' failed", "Secret 'SIGNING_KEY'", "HEARTH_SECRET_SIGNING_KEY");
    }

    @Test
    void aSidecarEndsWithItsReplicaAndAReplicaWithItsSidecar() {
        Started platform = hearth.start("serve", "--port", "0");
        Caller caller = new Caller(platform.url());
        caller.run("reviews").assertGives("[3,-3,0]");
        assertEquals(2, sidecars().size());

        ProcessHandle sidecar = sidecars().get(0);
        sidecar.destroyForcibly();
        awaitEndInPairs(sidecar);
        Waiting.until(
                Duration.ofSeconds(30),
                () -> platform.toString()
                        .contains("init container 'sentiment', which must stay: it ended by signal SIGKILL"),
                platform::toString);
        caller.run("reviews").assertGives("[3,-3,0]");

        ProcessHandle replica = hearth.processes().replicas("critic").get(0);
        replica.destroyForcibly();
        awaitEndInPairs(replica);
        caller.run("reviews").assertGives("[3,-3,0]");

        platform.process().destroyForcibly();
        Waiting.until(
                Duration.ofSeconds(30),
                () -> hearth.processes().processes().isEmpty(),
                () -> "these live on: "
                        + hearth.processes().processes().stream()
                                .map(Marked::commandLine)
                                .toList());
    }

    @Test
    void aPlatformThatIsToldToStopLeavesNoSidecar() {
        Started platform = hearth.start("serve", "--port", "0");
        Caller caller = new Caller(platform.url());
        caller.run("reviews").assertGives("[3,-3,0]");
        platform.process().destroy();
        platform.await(Duration.ofSeconds(20));
        hearth.assertNothingRuns();
    }

    private List<ProcessHandle> sidecars() {
        return hearth.processes().processes().stream()
                .filter(process -> Marked.commandLine(process)
                        .filter(line -> line.contains("SentimentServer") && !line.contains("kill"))
                        .isPresent())
                .toList();
    }

    /** It ends, and then each replica has its sidecar, and each sidecar its replica. */
    private void awaitEndInPairs(ProcessHandle process) {
        Waiting.until(
                Duration.ofSeconds(30),
                () -> !process.isAlive()
                        && hearth.processes().replicas("critic").size()
                                == sidecars().size(),
                () -> hearth.processes().replicas("critic").size() + " replicas, sidecars " + sidecars());
    }
}
