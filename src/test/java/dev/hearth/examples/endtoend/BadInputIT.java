package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Bad input: a clear message, a non-zero exit, nothing left running. Commands bring platforms of their own where it matters how these end;
 * what a platform answers, it answers over HTTP here, and the commands that print it are in the documents, see {@link DocumentsIT}.
 */
class BadInputIT {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    @RegisterExtension
    static final Hearth HEARTH = Hearth.forAllTests().with("HEARTH_DISPATCH_PAYLOAD_LIMIT", "1000");

    private static Started served;
    private static Caller platform;

    @BeforeAll
    static void serve() {
        served = HEARTH.start("serve", "--port", "0");
        platform = new Caller(served.url());
    }

    @AfterEach
    void commandsLeaveNothingRunning() {
        Waiting.until(
                Duration.ofSeconds(30),
                () -> HEARTH.processes().processes().stream().allMatch(BadInputIT::belongsToThePlatform),
                () -> "still running: " + HEARTH.processes().processes());
    }

    private static boolean belongsToThePlatform(ProcessHandle process) {
        ProcessHandle platform = served.process().toHandle();
        return process.equals(platform)
                || process.parent().filter(platform::equals).isPresent();
    }

    @Test
    void anUnknownWorkflowIsAnsweredWithTheKnownOnes() {
        HEARTH.run("run", "helo-world", "--provisioner", "process")
                .assertFails(WRONG_USE, "'helo-world'", "Known workflows: hello-world, ", " more.");
    }

    @Test
    void anUnknownTaskIsAnsweredWithTheKnownOnes() {
        HEARTH.runWithInput("1\n", "map", "numbers.plus-two", "--input", "-")
                .assertFails(WRONG_USE, "'numbers.plus-two'", "numbers.plus-one");
    }

    @Test
    void anUnknownEnvironmentIsAnsweredWithTheKnownOnes() {
        platform.map("nubmers.plus-one", "[1]").assertFails(404, "nubmers", "numbers");
    }

    @Test
    void malformedJsonIsRefused() {
        platform.run("caching-basic", "{\"initValue\":").assertFails(400, "JSON");
    }

    @Test
    void aMalformedArrayIsRefusedWithThePlace() {
        HEARTH.runWithInput("[1, 2", "map", "numbers.plus-one", "--input", "-")
                .assertFails(WRONG_USE, "not JSON", "line 1, column 6");
    }

    @Test
    void aBrokenInputIsAllThatACommandWithAPlatformOfItsOwnTellsOf() {
        for (String input : List.of("[1, 2", "1\n2\n{\"x\":\n4\n")) {
            Ended ended =
                    HEARTH.runWithInput(input, "map", "numbers.plus-one", "--input", "-", "--provisioner", "process");
            assertEquals(WRONG_USE, ended.code(), ended::toString);
            assertTrue(ended.err().startsWith("Cannot read element 2"), ended::toString);
            assertEquals(1, ended.err().lines().count(), ended::toString);
        }
    }

    @Test
    void aWrongJsonTypeIsRefusedWithTheParameterAndItsType() {
        platform.run("caching-basic", "{\"initValue\":\"one\"}")
                .assertFails(422, "caching-basic", "initValue", "type int,", "\"one\"");
    }

    @Test
    void anUnknownParameterIsRefused() {
        HEARTH.run("run", "caching-basic", "--input", "{\"initialValue\":1}")
                .assertFails(WRONG_USE, "initialValue", "initValue");
    }

    @Test
    void anElementThatThrowsFailsTheRunWithItsPositionAndReason() {
        HEARTH.run("run", "faulty-element").assertFails(FAILED, "Element 2 of map 'faults.reciprocal'", "/ by zero");
    }

    @Test
    void aResultThatCannotBecomeJsonFailsTheRun() {
        platform.run("faulty-result").assertFails(500, "faults.draft", "there is no title yet");
    }

    @Test
    void aResultOverTheLimitFailsTheRunWithBothSizes() {
        platform.run("faulty-payload", "{\"characters\":2000}").assertFails(500, "faults.large", "2002", "1000");
    }

    @Test
    void anInputOverTheLimitIsRefusedWithBothSizes() {
        HEARTH.runWithInput("\"" + "x".repeat(2000) + "\"\n", "map", "languages.detect", "--input", "-")
                .assertFails(WRONG_USE, "line 1", "1000 bytes", "hearth.dispatch.payload-limit");
    }

    @Test
    void aMapThatDoesMoreThanCallItsTaskIsRefused() {
        platform.run("faulty-lambda").assertFails(500, "element 0");
    }

    @Test
    void aReplicaThatExitsAtItsStartFailsTheRunWithItsLastLines() {
        HEARTH.run("run", "faulty-start", "--provisioner", "process")
                .assertFails(FAILED, "faulty-start", "NoSuchOption");
    }

    @Test
    void aTaskThatEndsItsReplicasFailsAloneWithTheExitCode() {
        HEARTH.run("run", "faulty-exit", "--provisioner", "process").assertFails(FAILED, "faults.exit", "3");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        // Not beside the platform that serves: the two would have one journal.
        Hearth alone = Hearth.forOneTest();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            alone.run("serve", "--port", port).assertFails(FAILED, port, "in use");
        } finally {
            alone.end();
        }
    }

    @Test
    void aCommandThatDoesNotExistIsRefused() {
        HEARTH.run("fly").assertFails(WRONG_USE, "fly");
    }
}
