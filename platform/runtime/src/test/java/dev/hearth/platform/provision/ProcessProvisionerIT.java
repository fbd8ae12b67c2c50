package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import dev.hearth.platform.address.LinkAddress;
import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.secret.SecretSource;
import java.io.BufferedReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real processes, small ones. */
@Timeout(60)
class ProcessProvisionerIT {
    private static final EnvironmentSpec ENVIRONMENT =
            EnvironmentSpec.actors("my-actor", "Some.class", Map.of("OWN", "yes"), 1, 90, 1);

    private static final EnvironmentSpec VAULT = with(List.of("KEY"));

    private record End(String replica, String reason) {}

    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    private ProcessProvisioner provisioner = ReplicaProgram.provisioner(2, "wait");

    @AfterEach
    void close() {
        provisioner.close();
    }

    @Test
    void anExitIsToldOnceWithItsCodeAndTheLastLinesOfBothStreams() throws InterruptedException {
        provisioner = ReplicaProgram.provisioner(2, "exit", "3", "30");
        start("r-1");
        End end = next();
        assertEquals("r-1", end.replica());
        assertTrue(end.reason().startsWith("ended with exit code 3. Its last lines:\n    line 2\n"), end::reason);
        assertTrue(end.reason().endsWith("\n    line 30\n    to the other stream"), end::reason);
        provisioner.kill("r-1");
        provisioner.close();
        assertTrue(ends.isEmpty(), ends::toString);
    }

    @Test
    void aReplicaKnowsWhoItIsAndSeesItsEnvironmentsVariables() throws InterruptedException {
        provisioner = ReplicaProgram.provisioner(2, "variables");
        start("r-1");
        assertEquals("ended with exit code 0. Its last lines:\n    r-1 token-of-r-1 yes", next().reason());
    }

    @Test
    void secretsComeThroughTheInputOnly() throws InterruptedException {
        provisioner = new ProcessProvisioner(
                environment -> ReplicaProgram.command("secrets"),
                new SecretSource(Optional.empty(), Map.of("HEARTH_SECRET_KEY", "open sesame " + "x".repeat(100_000))),
                new ArchiveWatch(),
                environment -> ArchiveState.none("not asked"),
                CompletableFuture.completedFuture(
                        new LinkAddress(URI.create("ws://127.0.0.1:1/hearth/link"), Optional.empty())),
                OptionalInt.empty(),
                1,
                Duration.ofMinutes(1));
        provisioner.start(VAULT, "v1", "r-1", "token", (name, reason) -> ends.add(new End(name, reason)));
        // What it prints is masked, which shows that it had the value.
        assertEquals("ended with exit code 0. Its last lines:\n    yes {KEY=***… (cut)", next().reason());
    }

    @Test
    void aMissingSecretIsTheReasonWhyNothingIsStarted() throws InterruptedException {
        provisioner.start(VAULT, "v1", "r-1", "token", new Provisioner.Listener() {
            @Override
            public void ended(String name, String reason) {
                ends.add(new End(name, "ended: " + reason));
            }

            @Override
            public void refused(String name, String reason) {
                ends.add(new End(name, reason));
            }
        });
        String reason = next().reason();
        assertTrue(reason.startsWith("Secret 'KEY' of environment 'vault'"), reason);
        assertEquals(0, processes());
    }

    @Test
    void aReplicaWhoseSidecarEndsIsEndedForThatReason() throws InterruptedException {
        startWithSidecar("read -r nothing; sleep 0.5; echo gone; exit 7");
        String reason = next().reason();
        assertEquals(
                "init container 'side', which must stay: it ended with exit code 7. Its last lines:\n    gone", reason);
        assertEquals(0, processes());
    }

    @Test
    void aSidecarEndsWithItsReplica() throws InterruptedException {
        startWithSidecar("sleep 300");
        awaitProcesses(2);
        provisioner.kill("r-1");
        assertTrue(next().reason().startsWith("ended by signal SIGKILL"));
        awaitProcesses(0);
    }

    @Test
    void aReplicaThatIsEndedBeforeItsInitContainersHaveRunNeverStarts() throws InterruptedException {
        provisioner.start(
                with(
                        List.of(),
                        new InitContainerSpec(
                                "slow", Optional.empty(), List.of("sleep", "300"), false, Optional.empty(), 60)),
                "v1",
                "r-1",
                "token",
                (name, reason) -> ends.add(new End(name, reason)));
        awaitProcesses(1);
        provisioner.kill("r-1");
        assertEquals("it was ended before its process had started", next().reason());
        awaitProcesses(0);
        assertTrue(ends.isEmpty());
    }

    private void startWithSidecar(String script) {
        provisioner.start(
                with(
                        List.of(),
                        new InitContainerSpec(
                                "side",
                                Optional.empty(),
                                List.of("/bin/sh", "-c", script),
                                true,
                                Optional.empty(),
                                60)),
                "v1",
                "r-1",
                "token",
                (name, reason) -> ends.add(new End(name, reason)));
    }

    private static EnvironmentSpec with(List<String> secrets, InitContainerSpec... containers) {
        return new EnvironmentSpec(
                "vault",
                "Some.class",
                false,
                Map.of(),
                1,
                EnvironmentSpec.ALL,
                EnvironmentSpec.DEFAULT_SCALEDOWN_SECONDS,
                90,
                1,
                ContainerSpec.of(Optional.empty(), ResourceSpec.NONE, ResourceSpec.NONE, secrets, List.of(containers)));
    }

    @Test
    void aKilledReplicaEndsBySignal() throws InterruptedException {
        start("r-1");
        awaitProcesses(1);
        provisioner.kill("r-1");
        assertTrue(next().reason().startsWith("ended by signal SIGKILL (exit code 137)"));
    }

    @Test
    void aFloodOfOutputNeitherBlocksTheReplicaNorLosesItsLastLines() throws InterruptedException {
        provisioner = ReplicaProgram.provisioner(2, "exit", "7", "200000");
        start("r-1");
        String reason = next().reason();
        assertTrue(reason.startsWith("ended with exit code 7"), reason);
        assertTrue(reason.endsWith("line 200000\n    to the other stream"), reason);
    }

    @Test
    void onlySomeStartAtATimeAndOneThatNeverStartedEndsWithoutAProcess() throws InterruptedException {
        for (int i = 1; i <= 4; i++) {
            start("r-" + i);
        }
        awaitProcesses(2);
        provisioner.kill("r-3");
        assertEquals(new End("r-3", "it was ended before its process had started"), next());
        assertEquals(2, processes());
        provisioner.joined("r-1", "none");
        awaitProcesses(3);
        provisioner.kill("r-2");
        assertEquals("r-2", next().replica());
    }

    @Test
    void closingEndsEveryProcessAndTellsEachEnd() throws InterruptedException {
        for (int i = 1; i <= 3; i++) {
            start("r-" + i);
        }
        awaitProcesses(2);
        provisioner.close();
        assertEquals(0, processes());
        assertEquals(
                List.of("r-1", "r-2", "r-3"),
                Stream.of(next(), next(), next()).map(End::replica).sorted().toList());
        start("r-4");
        assertEquals(new End("r-4", "it could not be started: the platform is closing"), next());
    }

    @Test
    void aCommandThatCannotBeStartedIsTheReason() throws InterruptedException {
        provisioner = new ProcessProvisioner(
                environment -> List.of("/no/such/program"),
                new SecretSource(Optional.empty(), Map.of()),
                new ArchiveWatch(),
                environment -> ArchiveState.none("not asked"),
                CompletableFuture.completedFuture(
                        new LinkAddress(URI.create("ws://127.0.0.1:1/hearth/link"), Optional.empty())),
                OptionalInt.empty(),
                1,
                Duration.ofMinutes(1));
        start("r-1");
        start("r-2");
        String reason = next().reason();
        assertTrue(reason.startsWith("it could not be started: ") && reason.contains("/no/such/program"), reason);
        assertEquals("r-2", next().replica());
    }

    @Test
    void aReplicaSeesTheEndOfItsInputWhenItsPlatformIsKilled() throws Exception {
        Process platform = new ProcessBuilder(ReplicaProgram.command("platform"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle replica;
        try (BufferedReader output = platform.inputReader()) {
            replica = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertTrue(replica.isAlive());
        } finally {
            platform.destroyForcibly();
        }
        replica.onExit().get(30, TimeUnit.SECONDS);
        assertFalse(replica.isAlive());
    }

    private void start(String replica) {
        provisioner.start(
                ENVIRONMENT, "v1", replica, "token-of-" + replica, (name, reason) -> ends.add(new End(name, reason)));
    }

    private End next() throws InterruptedException {
        End end = ends.poll(60, TimeUnit.SECONDS);
        assertTrue(end != null, "no end was told");
        return end;
    }

    /** Nothing else is started by this JVM. */
    private static long processes() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    private static void awaitProcesses(int count) throws InterruptedException {
        while (processes() != count) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
