package dev.hearth.examples.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bad input: a clear message, a non-zero exit, nothing left running. */
class BadInputIT {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    @AfterEach
    void nothingIsLeftRunning() {
        hearth.assertNothingRuns();
    }

    @Test
    void anUnknownWorkflowIsAnsweredWithTheKnownOnes() {
        hearth.run("run", "helo-world")
                .assertFails(WRONG_USE, "'helo-world'", "Known workflows: hello-world, ", " more.");
    }

    @Test
    void anUnknownTaskIsAnsweredWithTheKnownOnes() {
        hearth.runWithInput("1\n", "map", "numbers.plus-two", "--input", "-")
                .assertFails(WRONG_USE, "'numbers.plus-two'", "numbers.plus-one");
    }

    @Test
    void anUnknownEnvironmentIsAnsweredWithTheKnownOnes() {
        hearth.runWithInput("1\n", "map", "nubmers.plus-one", "--input", "-")
                .assertFails(WRONG_USE, "nubmers", "numbers");
    }

    @Test
    void malformedJsonIsRefused() {
        hearth.run("run", "caching-basic", "--input", "{\"initValue\":").assertFails(WRONG_USE, "JSON");
    }

    @Test
    void aMalformedArrayIsRefusedWithThePlace() {
        hearth.runWithInput("[1, 2", "map", "numbers.plus-one", "--input", "-")
                .assertFails(WRONG_USE, "not JSON", "line 1, column 6");
    }

    @Test
    void aWrongJsonTypeIsRefusedWithTheParameterAndItsType() {
        hearth.run("run", "caching-basic", "--input", "{\"initValue\":\"one\"}")
                .assertFails(WRONG_USE, "caching-basic", "initValue", "type int,", "\"one\"");
    }

    @Test
    void anUnknownParameterIsRefused() {
        hearth.run("run", "caching-basic", "--input", "{\"initialValue\":1}")
                .assertFails(WRONG_USE, "initialValue", "initValue");
    }

    @Test
    void anElementThatThrowsFailsTheRunWithItsPositionAndReason() {
        hearth.run("run", "faulty-element").assertFails(FAILED, "Element 2 of map 'faults.reciprocal'", "/ by zero");
    }

    @Test
    void aResultThatCannotBecomeJsonFailsTheRun() {
        hearth.run("run", "faulty-result").assertFails(FAILED, "faults.draft", "there is no title yet");
    }

    @Test
    void aResultOverTheLimitFailsTheRunWithBothSizes() {
        hearth.with("HEARTH_DISPATCH_PAYLOAD_LIMIT", "1000")
                .run("run", "faulty-payload", "--input", "{\"characters\":2000}")
                .assertFails(FAILED, "faults.large", "2002", "1000");
    }

    @Test
    void anInputOverTheLimitIsRefusedWithBothSizes() {
        hearth.with("HEARTH_DISPATCH_PAYLOAD_LIMIT", "1000")
                .runWithInput("\"" + "x".repeat(2000) + "\"\n", "map", "languages.detect", "--input", "-")
                .assertFails(WRONG_USE, "line 1", "1000 bytes", "hearth.dispatch.payload-limit");
    }

    @Test
    void aMapThatDoesMoreThanCallItsTaskIsRefused() {
        hearth.run("run", "faulty-lambda").assertFails(FAILED, "element 0");
    }

    @Test
    void aReplicaThatExitsAtItsStartFailsTheRunWithItsLastLines() {
        hearth.run("run", "faulty-start").assertFails(FAILED, "faulty-start", "NoSuchOption");
    }

    @Test
    void aTaskThatEndsItsReplicasFailsAloneWithTheExitCode() {
        hearth.run("run", "faulty-exit").assertFails(FAILED, "faults.exit", "3");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            hearth.run("serve", "--port", port).assertFails(FAILED, port, "in use");
        }
    }

    @Test
    void aCommandThatDoesNotExistIsRefused() {
        hearth.run("fly").assertFails(WRONG_USE, "fly");
    }
}
