package dev.hearth.examples.endtoend;

import static dev.hearth.examples.Messages.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deaths, lack of memory, limits, cancelling and retries, on the replica processes of one platform, which outlives them all. */
class FailuresIT {
    private static final Pattern ATTEMPT = Pattern.compile("attempt (\\d) at (\\d+)");

    @RegisterExtension
    static final Hearth HEARTH = Hearth.forAllTests().with("HEARTH_DISPATCH_CANCEL_GRACE", "500ms");

    private static Started platform;
    private static Caller caller;
    private static RunRecords records;

    @BeforeAll
    static void serve() {
        // Where a JVM that crashes would write its report, and a file of its memory.
        String folder = HEARTH.folder().toString();
        HEARTH.with(
                "HEARTH_PROCESS_JVM_OPTIONS",
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-CreateCoredumpOnCrash -XX:ErrorFile=" + folder
                        + "/crash-%p.log");
        platform = HEARTH.start("serve", "--port", "0");
        caller = new Caller(platform.url());
        records = new RunRecords(platform.url());
    }

    @Test
    void aTaskThatEndsItsReplicasFailsAloneWithTheExitCodeOrSignalAndTheLastLines() {
        JsonNode summary = deadly("NONE", "EXIT", "NONE", "KILL", "NONE", "CRASH", "NONE", "NONE");
        assertEquals(5, summary.path("succeeded").asInt(), summary::toPrettyString);
        assertDied(summary.path("failed").get(0), 1, "ended with exit code 7.", "The next line is the end: EXIT");
        assertDied(summary.path("failed").get(1), 3, "SIGKILL (exit code 137)", "The next line is the end: KILL");
        assertDied(summary.path("failed").get(2), 5, "crashed with SIGSEGV", "The next line is the end: CRASH");
    }

    @Test
    void lackOfMemoryIsToldAsThatAndTheOthersGoOn() {
        JsonNode summary = deadly("NONE", "HEAP", "METASPACE", "NONE");
        assertEquals(2, summary.path("succeeded").asInt(), summary::toPrettyString);
        assertFailed(summary.path("failed").get(0), 1, "ERROR", "java.lang.OutOfMemoryError: Java heap space");
        assertFailed(summary.path("failed").get(1), 2, "ERROR", "java.lang.OutOfMemoryError: Metaspace");
    }

    @Test
    void aReplicaWhoseMemoryStaysFullIsReplacedAndItsTaskDoesNotWaitForEver() {
        JsonNode summary = deadly("NONE", "LEAK", "NONE");
        assertEquals(2, summary.path("succeeded").asInt(), summary::toPrettyString);
        // What is told depends on how much room there was left to tell it, and on a busy machine the collector may take
        // longer than a silence may last.
        String message = summary.path("failed").get(0).path("message").asText();
        assertTrue(
                Stream.of("OutOfMemoryError", "out of memory", "it was silent for")
                        .anyMatch(message::contains),
                message);
    }

    @Test
    void aTaskOverItsTimeLimitFailsAloneWhetherItHeedsItsInterruptionOrNot() {
        List<String> told = texts(caller.run("time-limits").json());
        assertEquals(10, told.size());
        assertEquals(8, told.stream().filter("SUCCESS"::equals).count(), told::toString);
        assertTrue(told.get(2).matches("TIMEOUT: Element 2 .* ran longer than its timeout of 2000 ms\\."), told.get(2));
        assertTrue(
                told.get(4).matches("TIMEOUT: Element 4 .* and went on for 500 ms .*: its replica is replaced\\."),
                told.get(4));
    }

    @Test
    void aCallThatWaitsTooLongInTheQueueFailsAsThat() {
        String told = caller.run("queue-limit").body();
        assertTrue(told.matches("\"QUEUE_TIMEOUT: .* It waited 2\\d\\d ms .* its limit is 200 ms\\..*\""), told);
    }

    @Test
    void cancelledCallsEndAndOnlyTheReplicaOfTheOneThatGoesOnIsReplaced() {
        JsonNode cancelled = caller.run("cancelling").json();
        assertEquals(
                "[\"cancelled\",\"cancelled\",\"cancelled\"]",
                cancelled.path("calls").toString());
        List<String> before = texts(cancelled.path("before"));
        List<String> after = texts(cancelled.path("after"));
        assertEquals(2, before.size(), cancelled::toString);
        assertEquals(2, after.size(), cancelled::toString);
        before.retainAll(after);
        assertEquals(1, before.size(), cancelled::toString);
    }

    @Test
    void aRunWhoseClientGoesAwayIsCancelled() {
        for (String manner : List.of("HEEDS", "IGNORES")) {
            // The replicas are there, so that the nap begins at once.
            assertEquals(200, caller.run("nap", "{\"seconds\":0}").status());
            Started client = HEARTH.start("run", "nap", "--input", "{\"seconds\":600,\"manner\":\"" + manner + "\"}");
            Waiting.until(
                    Duration.ofSeconds(30),
                    () -> latest("nap").path("state").asText().equals("running")
                            && RunRecords.submitted(latest("nap")) == 1,
                    () -> "the nap does not begin. " + client);
            client.process().destroy();
            Waiting.until(
                    Duration.ofSeconds(10),
                    () -> latest("nap").path("state").asText().equals("cancelled"),
                    () -> "it goes on: " + latest("nap"));
            // The pool goes on, whatever became of the replica.
            assertEquals(200, caller.run("nap", "{\"seconds\":0}").status());
        }
    }

    @Test
    void pausesBetweenAttemptsGrowToTheirLimit() {
        caller.run("patiently").assertGives("5");
        List<Long> times = new ArrayList<>();
        Matcher attempts = ATTEMPT.matcher(platform.toString());
        while (attempts.find()) {
            times.add(Long.parseLong(attempts.group(2)));
        }
        assertEquals(5, times.size(), times::toString);
        long[] pauses = {100, 200, 250, 250};
        for (int i = 0; i < pauses.length; i++) {
            long pause = times.get(i + 1) - times.get(i);
            // The clock that tells the attempts' times counts whole milliseconds.
            assertTrue(pause >= pauses[i] - 1, "pauses: " + times);
        }
    }

    @Test
    void aCallHasItsOwnPolicyATerminalExceptionNoneAndDeathsTakeNoRetry() {
        caller.run("second-time-unlucky").assertFails(500, "failed after 2 attempts", "not yet");
        caller.run("hopeless").assertFails(500, "failed after 1 attempt ", "Attempt 1: it is no use.");
        caller.run("unlucky").assertGives("4");
    }

    private static JsonNode deadly(String... deaths) {
        return caller.run("deadly-elements", "{\"elements\":[\"" + String.join("\",\"", deaths) + "\"]}")
                .json();
    }

    private static void assertDied(JsonNode failed, int index, String... parts) {
        assertFailed(failed, index, "REPLICA_LOST", parts);
        assertSaysAll(failed, "3 replicas in a row died while it ran");
    }

    private static void assertFailed(JsonNode failed, int index, String kind, String... parts) {
        assertEquals(index, failed.path("index").asInt());
        assertEquals(kind, failed.path("kind").asText(), failed::toPrettyString);
        assertSaysAll(failed, parts);
    }

    private static void assertSaysAll(JsonNode failed, String... parts) {
        assertSays(new AssertionError(failed.path("message").asText()), parts);
    }

    private static JsonNode latest(String workflow) {
        List<JsonNode> runs = records.of(workflow);
        return runs.get(runs.size() - 1);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
