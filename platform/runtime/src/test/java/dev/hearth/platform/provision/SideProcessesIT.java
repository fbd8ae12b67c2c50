package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import dev.hearth.functions.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, small ones. */
@Timeout(60)
class SideProcessesIT {
    @TempDir
    Path folder;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<String, String>> ready = new LinkedBlockingQueue<>();
    private final ReplicaLog output = new ReplicaLog((environment, text) -> log.add(text));
    private @Nullable SideProcesses beside;

    @AfterEach
    void close() {
        if (beside != null) {
            beside.close();
        }
        output.close();
    }

    @Test
    void commandsRunToTheirEndInOrderBeforeTheReplicaIsReady() throws Exception {
        Path file = folder.resolve("order");
        start(
                script("first", "sleep 0.3; echo first >> " + file + "; echo said"),
                script("second", "echo second $OWN $REPLICA_LESS$HEARTH_TOKEN >> " + file));
        assertEquals(Map.of(), ready());
        assertEquals(List.of("first", "second yes"), Files.readAllLines(file));
        assertEquals("[env-1 first] said", log.poll(10, TimeUnit.SECONDS));
        assertTrue(broken.isEmpty());
    }

    @Test
    void aCommandThatFailsFailsTheStartWithItsCodeAndLastLines() throws Exception {
        start(
                script("fetch", "echo looking; echo not there >&2; exit 3"),
                script("never", "touch " + folder + "/never"));
        assertEquals(
                "init container 'fetch': it ended with exit code 3. Its last lines:\n    looking\n    not there",
                broken());
        assertTrue(ready.isEmpty());
        assertFalse(Files.exists(folder.resolve("never")));
    }

    @Test
    void aProgramThatIsNotThereIsSaidToBeSo() throws Exception {
        start(new InitContainerSpec(
                "fetch", Optional.empty(), List.of("no-such-program"), false, Optional.empty(), 10));
        String reason = broken();
        assertTrue(reason.contains("exit code 127") && reason.contains("no-such-program"), reason);
    }

    @Test
    void aCommandThatHangsIsEndedWithItsChildren() throws Exception {
        start(new InitContainerSpec(
                "fetch",
                Optional.empty(),
                List.of("/bin/sh", "-c", "sleep 300 & echo $! > " + folder + "/child; echo waiting; wait"),
                false,
                Optional.empty(),
                1));
        String reason = broken();
        assertTrue(
                reason.startsWith("init container 'fetch': it has not ended after 1 s. Its last lines:\n    waiting"),
                reason);
        assertEnds(pid("child"));
    }

    @Test
    void theReplicaIsReadyWhenThePortOfTheSidecarAcceptsConnections() throws Exception {
        start(server("model", "MODEL_PORT", 20), server("other", "OTHER_PORT", 20));
        Map<String, String> ports = ready();
        assertEquals(2, ports.size());
        for (String port : ports.values()) {
            assertTrue(SidePorts.serves(Integer.parseInt(port)));
        }
        assertEquals(2, ports.values().stream().distinct().count());
    }

    @Test
    void aSidecarThatNeverServesFailsTheStart() throws Exception {
        start(new InitContainerSpec(
                "model", Optional.empty(), List.of("sleep", "300"), true, Optional.of("MODEL_PORT"), 1));
        String reason = broken();
        assertTrue(
                reason.matches(
                        "(?s)init container 'model': nobody accepts connections on port \\d+ .* after 1 s.*MODEL_PORT.*"),
                reason);
    }

    @Test
    void aSidecarThatEndsBreaksItsReplicaOnceAndTakesTheOthersAlong() throws Exception {
        start(
                keep("first", "echo $$ > " + folder + "/first; sleep 300"),
                keep("second", "while ! test -e " + folder + "/end; do sleep 0.05; done; echo bye; exit 4"));
        ready();
        pid("first");
        Files.createFile(folder.resolve("end"));
        assertEquals(
                "init container 'second', which must stay: it ended with exit code 4. Its last lines:\n    bye",
                broken());
        assertEnds(pid("first"));
        assertNull(broken.poll(300, TimeUnit.MILLISECONDS));
    }

    @Test
    void closingEndsASidecarWithItsChildrenAndGrandchildrenAndSaysNothing() throws Exception {
        // The grandchild's parent ends at once: it is in nobody's care.
        start(keep(
                "model",
                "sh -c 'sleep 300 & echo $! > " + folder + "/grandchild' & sleep 300 & echo $! > " + folder
                        + "/child; wait"));
        ready();
        long child = pid("child");
        long grandchild = pid("grandchild");
        SideProcesses running = java.util.Objects.requireNonNull(beside);
        running.close();
        assertEnds(child);
        assertEnds(grandchild);
        running.ended().get(10, TimeUnit.SECONDS);
        assertTrue(broken.isEmpty());
    }

    @Test
    void aSidecarEndsWithItsChildrenWhenItsPlatformIsKilled() throws Exception {
        Process platform = new ProcessBuilder(ReplicaProgram.command("platform-with-sidecar", folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long sidecar = pid("sidecar");
        long child = pid("child");
        assertTrue(alive(sidecar) && alive(child));
        platform.destroyForcibly();
        assertEnds(sidecar);
        assertEnds(child);
    }

    private void start(InitContainerSpec... containers) {
        EnvironmentSpec environment = new EnvironmentSpec(
                "env",
                "Some.class",
                false,
                Map.of("OWN", "yes"),
                1,
                EnvironmentSpec.ALL,
                EnvironmentSpec.DEFAULT_SCALEDOWN_SECONDS,
                90,
                1,
                ContainerSpec.of(
                        Optional.empty(), ResourceSpec.NONE, ResourceSpec.NONE, List.of(), List.of(containers)));
        beside = new SideProcesses(
                environment,
                "env-1",
                ApplicationClasses.variables(),
                output,
                Secrets.NONE,
                new SidePorts(),
                broken::add);
        beside.start(ready::add);
    }

    private static InitContainerSpec script(String name, String script) {
        return new InitContainerSpec(
                name, Optional.empty(), List.of("/bin/sh", "-c", script), false, Optional.empty(), 20);
    }

    private static InitContainerSpec keep(String name, String script) {
        return new InitContainerSpec(
                name, Optional.empty(), List.of("/bin/sh", "-c", script), true, Optional.empty(), 20);
    }

    private static InitContainerSpec server(String name, String variable, int timeoutSeconds) {
        return new InitContainerSpec(
                name,
                Optional.empty(),
                List.of(
                        "$(HEARTH_JAVA)",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "$(HEARTH_CLASS_PATH)",
                        ReplicaProgram.class.getName(),
                        "serve",
                        "$(" + variable + ")"),
                true,
                Optional.of(variable),
                timeoutSeconds);
    }

    private Map<String, String> ready() throws InterruptedException {
        Map<String, String> ports = ready.poll(30, TimeUnit.SECONDS);
        assertTrue(ports != null, () -> "not ready: " + broken);
        return ports;
    }

    private String broken() throws InterruptedException {
        String reason = broken.poll(30, TimeUnit.SECONDS);
        assertTrue(reason != null, "nothing broke");
        return reason;
    }

    /** What a script has written to a file of this name. */
    private long pid(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        await(() -> {
            try {
                return Files.exists(file) && Files.readString(file).endsWith("\n");
            } catch (IOException e) {
                return false;
            }
        });
        return Long.parseLong(Files.readString(file).strip());
    }

    private static void assertEnds(long pid) throws InterruptedException {
        long begun = System.nanoTime();
        await(() -> !alive(pid));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertTrue(millis < 2_000, () -> "it took " + millis + " ms");
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
