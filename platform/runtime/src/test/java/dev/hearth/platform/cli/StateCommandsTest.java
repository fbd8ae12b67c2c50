package dev.hearth.platform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.http.FakePlatform;
import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands about environments, replicas and runs, against a platform whose routes are real and whose runs are not. */
@Timeout(60)
class StateCommandsTest {
    private final FakePlatform platform = new FakePlatform();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean interactive;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void environmentsHaveTheirStateAndTheReasonForIt() {
        assertCode(0, "environments");
        assertEquals("""
                environment  state  replicas  queued  running  reason
                fake         warm   1/1       2       0        1 of 1 replicas are ready
                fresh        cold   0/7       0       0        each call starts a replica of its own
                """, out());
    }

    @Test
    void replicasHaveTheirProcessAndTheirPhase() {
        assertCode(0, "replicas");
        String all = """
                replica  pid   phase     held  completed  archive  since
                fake-1   4711  ready     0     7          cds      2026-01-31T09:30:00Z
                fake-12  -     starting  0     0          -        2026-01-31T09:30:00Z
                """;
        assertEquals(all, out());
        assertCode(0, "replicas", "fake");
        assertEquals(all, out());
        assertCode(0, "replicas", "fresh");
        assertEquals("replica  pid  phase  held  completed  archive  since\n", out());
        assertCode(2, "replicas", "fka");
        assertErr("'fka'", "fake");
    }

    @Test
    void prewarmingWithoutWaitingTellsTheStateOfNow() {
        assertCode(0, "prewarm", "fake", "--replicas", "1");
        assertTrue(out().contains("fake         warm"), out());
        assertEquals(List.of(OptionalInt.of(1)), platform.operations.asked);
    }

    @Test
    void prewarmingWaitsUntilTheReplicasHaveJoined() {
        CompletableFuture<Void> later = CompletableFuture.runAsync(
                platform.operations::warm, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
        assertCode(0, "prewarm", "fake", "--wait");
        assertTrue(later.isDone());
        assertTrue(out().contains("fake         warm   1/1"), out());
    }

    @Test
    void prewarmingThatFailsIsOneWithTheReason() {
        platform.operations.fail("ended with exit code 3. Its last lines:\n    no model");
        assertCode(1, "prewarm", "fake", "--wait");
        assertErr("Cannot prewarm environment 'fake': the last start failed: ended with exit code 3", "no model");
        assertEquals("", out());
    }

    @Test
    void whatCannotBePrewarmedIsTwo() {
        assertCode(2, "prewarm", "fresh");
        assertErr("Cannot prewarm environment 'fresh': its tasks are regular ones.");
        assertCode(2, "prewarm", "fka");
        assertErr("'fka'", "fake");
        assertCode(2, "prewarm", "fake", "--replicas", "0");
        assertErr("'replicas'", "'0'", "from 1");
        assertCode(2, "prewarm");
        assertErr("ENVIRONMENT");
    }

    @Test
    void runsAreListedAndNarrowed() {
        RunHandle run = start("echo");
        assertCode(0, "runs");
        List<String> lines = out().lines().toList();
        assertEquals(2, lines.size(), out());
        assertTrue(lines.get(0).matches("run +kind +name +state +started +took +elements +failed +retried"), out());
        assertTrue(lines.get(1).startsWith(run.id() + "  workflow  echo  succeeded  "), out());
        assertCode(0, "runs", "--state", "failed", "--name", "echo", "--limit", "5");
        assertCode(2, "runs", "--state", "lost");
        assertErr("--state", "RUNNING");
        assertCode(2, "runs", "--limit", "0");
        assertErr("--limit 0");
    }

    @Test
    void aRunThatIsStartedIsNotWaitedForAndTheSameKeyIsTheSameRun() {
        assertCode(0, "run", "waits", "--async", "--key", "order-7");
        String run = out().strip();
        assertCode(0, "run", "waits", "--async", "--key", "order-7");
        assertEquals(run, out().strip());
        assertCode(0, "cancel", run);
        assertCode(1, "run", "waits", "--key", "order-7");
        assertCode(2, "run", "echo", "--async", "--key", "order-7");
        assertErr("its idempotency key 'order-7' belongs to run '" + run + "'");
        assertCode(2, "run", "waits", "--async", "--key", "order-7", "--input", "{\"a\":1}");
        assertErr("its idempotency key 'order-7' belongs to run '" + run + "' with another input");
        assertCode(0, "run", "echo", "--async");
        assertCode(0, "follow", out().strip());
        assertCode(2, "run", "none", "--async");
        assertErr("'none'", "echo");
    }

    @Test
    void aRunIsCancelledOrTheReasonIsTold() {
        RunHandle run = start("waits");
        assertCode(0, "cancel", run.id());
        assertEquals("", out());
        assertTrue(run.result().isCompletedExceptionally());
        assertCode(2, "cancel", "none");
        assertErr("Cannot find the run 'none'");
    }

    @Test
    void followingEndsWithTheRunAndItsOutcome() {
        assertCode(0, "follow", start("echo").id());
        assertEquals("workflow echo: succeeded in 0.0 s, 0 elements, 0 failed, 0 retried\n", out());
        assertCode(1, "follow", start("fails").id());
        assertTrue(out().startsWith("workflow fails: failed in "), out());
        assertCode(2, "follow", "none");
        assertErr("Cannot find the run 'none'");
    }

    @Test
    void followingARunThatIsCancelledMeanwhileIsOne() {
        RunHandle run = start("waits");
        cancelOnceItIsFollowed(run);
        assertCode(1, "follow", run.id());
        assertTrue(out().startsWith("workflow waits: cancelled in "), out());
        assertErr("0 of 0 elements done");
        assertTrue(!err().contains("["), err());
    }

    private void cancelOnceItIsFollowed(RunHandle run) {
        err.reset();
        CompletableFuture.runAsync(() -> {
            while (!err().contains("elements done")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            run.cancel("enough");
        });
    }

    @Test
    void aPersonWhoFollowsSeesABar() {
        interactive = true;
        RunHandle run = start("waits");
        cancelOnceItIsFollowed(run);
        assertCode(1, "follow", run.id());
        assertErr("\r[------------------------------]   0 % 0 of 0 elements done");
        assertEquals("[###############---------------]  50 %", FollowedRun.bar(new MapProgress(8, 3, 1, 0, 4)));
        assertEquals("[##############################] 100 %", FollowedRun.bar(new MapProgress(8, 7, 1, 0, 0)));
    }

    @Test
    void whatNeedsAPlatformThatStaysSaysSo() {
        for (String command : List.of("replicas", "runs", "prewarm x", "follow x", "cancel x")) {
            out.reset();
            err.reset();
            int code = CommandLines.execute(terminal(), new ApplicationName("fake", "1"), command.split(" "));
            assertEquals(1, code, command);
            assertErr("No platform of application 'fake' serves here.", "Start one with 'serve'");
        }
    }

    private RunHandle start(String workflow) {
        return platform.runs
                .workflow(workflow, "{}".getBytes(StandardCharsets.UTF_8), RunRequest.of("http"))
                .handle();
    }

    private void assertCode(int code, String... arguments) {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--url=" + platform.url();
        out.reset();
        err.reset();
        assertEquals(code, CommandLines.execute(terminal(), new ApplicationName("fake", "1"), all), this::err);
    }

    private void assertErr(String... parts) {
        for (String part : parts) {
            assertTrue(err().contains(part), this::err);
        }
    }

    private Terminal terminal() {
        return new Terminal(
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                Map.of("HEARTH_STATE", folder.toString()));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
