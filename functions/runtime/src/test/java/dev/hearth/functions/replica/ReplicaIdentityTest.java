package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicaIdentityTest {
    private final Map<String, String> complete = Map.of(
            "HEARTH_ENVIRONMENT", "env",
            "HEARTH_ENVIRONMENT_VERSION", "v1",
            "HEARTH_REPLICA", "env-1",
            "HEARTH_PLATFORM", "ws://127.0.0.1:8080/hearth/link",
            "HEARTH_TOKEN", "very-secret",
            "HEARTH_CONCURRENCY", "3",
            "HEARTH_VARIABLES", "MODE,STYLE",
            "MODE", "fast",
            "STYLE", "");

    private static String refused(Map<String, String> variables) {
        return String.valueOf(assertThrows(HearthException.class, () -> ReplicaIdentity.of(variables))
                .getMessage());
    }

    @Test
    void aCompleteEnvironmentGivesAnIdentityThatDoesNotShowItsToken() {
        ReplicaIdentity identity = ReplicaIdentity.of(complete);
        assertEquals("env-1", identity.replica());
        assertEquals(8080, identity.platform().getPort());
        assertEquals(3, identity.concurrency());
        assertEquals(Map.of("MODE", "fast", "STYLE", ""), identity.variables());
        assertFalse(identity.toString().contains("very-secret"));
    }

    @Test
    void whatIsWrittenIntoAProcessIsReadThereWhateverWasThere() {
        ReplicaIdentity identity = ReplicaIdentity.of(complete);
        Map<String, String> process = new HashMap<>(Map.of("HEARTH_TOKEN", "another's", "PATH", "/bin"));
        identity.into(process);
        assertEquals(identity, ReplicaIdentity.of(process));
        assertTrue(ReplicaIdentity.isReplica(process));
        assertEquals("/bin", process.get("PATH"));
    }

    @Test
    void aRehearsalsVariablesAreComplete() {
        Map<String, String> process = new HashMap<>();
        RehearsalVariables.set(process, "env");
        assertEquals("env", ReplicaIdentity.of(process).environment());
    }

    private static ReplicaIdentity inPod(boolean direct) {
        return new ReplicaIdentity(
                "env",
                "v1",
                "",
                URI.create("ws://shop:8081/hearth/link"),
                new ReplicaPlace.Pod(
                        Path.of("/var/run/hearth/join/key"),
                        direct,
                        Duration.ofSeconds(270),
                        Optional.of(Path.of("/var/run/hearth/secrets"))),
                2,
                Map.of("MODE", "fast"),
                Optional.empty());
    }

    @Test
    void podsOfOneTemplateAreNamedByTheirHostsAndHaveNoToken() {
        Map<String, String> template = new HashMap<>(Map.of("HEARTH_TOKEN", "another's", "HEARTH_REPLICA", "another"));
        inPod(true).into(template);
        assertEquals(
                Map.ofEntries(
                        Map.entry("HEARTH_ROLE", "replica"),
                        Map.entry("HEARTH_ENVIRONMENT", "env"),
                        Map.entry("HEARTH_ENVIRONMENT_VERSION", "v1"),
                        Map.entry("HEARTH_PLATFORM", "ws://shop:8081/hearth/link"),
                        Map.entry("HEARTH_JOIN_KEY_FILE", "/var/run/hearth/join/key"),
                        Map.entry("HEARTH_DIRECT", "true"),
                        Map.entry("HEARTH_DRAIN_SECONDS", "270"),
                        Map.entry("HEARTH_SECRETS_DIRECTORY", "/var/run/hearth/secrets"),
                        Map.entry("HEARTH_CONCURRENCY", "2"),
                        Map.entry("HEARTH_VARIABLES", "MODE"),
                        Map.entry("MODE", "fast"),
                        Map.entry("QUARKUS_HTTP_HOST_ENABLED", "false"),
                        Map.entry("QUARKUS_BANNER_ENABLED", "false"),
                        Map.entry("QUARKUS_VERTX_CACHING", "false"),
                        Map.entry("QUARKUS_VERTX_CLASSPATH_RESOLVING", "false"),
                        Map.entry("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", "1")),
                template);
        template.put("HOSTNAME", "shop-env-00001-abc");
        ReplicaIdentity pod = ReplicaIdentity.of(template);
        assertEquals("shop-env-00001-abc", pod.replica());
        assertEquals(inPod(true).place(), pod.place());
    }

    @Test
    void aPodThatIsGivenANameHasIt() {
        Map<String, String> job = new HashMap<>();
        inPod(false).into(job);
        job.putAll(Map.of("HOSTNAME", "job-x-abc", "HEARTH_REPLICA", "env-7"));
        assertEquals("env-7", ReplicaIdentity.of(job).replica());
    }

    @Test
    void aChildOfAPlatformInAPodIsNoPod() {
        Map<String, String> process = new HashMap<>();
        inPod(true).into(process);
        ReplicaIdentity.of(complete).into(process);
        assertEquals(
                new ReplicaPlace.Child("very-secret"),
                ReplicaIdentity.of(process).place());
    }

    @Test
    void directCallsAreServedAtThePortThatKnativeNames() {
        assertEquals(8080, ReplicaIdentity.port(Map.of()));
        assertEquals(9000, ReplicaIdentity.port(Map.of("PORT", "9000")));
        for (String wrong : new String[] {"-1", "70000", "http"}) {
            assertThrows(HearthException.class, () -> ReplicaIdentity.port(Map.of("PORT", wrong)), wrong);
        }
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        Map<String, String> variables = new HashMap<>(complete);
        variables.remove("HEARTH_TOKEN");
        variables.put("HEARTH_REPLICA", " ");
        String message = refused(variables);
        assertTrue(message.contains("HEARTH_REPLICA, HEARTH_TOKEN"), message);
    }

    @Test
    void aConcurrencyThatIsNoneIsShown() {
        for (String wrong : new String[] {"0", "many"}) {
            Map<String, String> variables = new HashMap<>(complete);
            variables.put("HEARTH_CONCURRENCY", wrong);
            assertTrue(refused(variables).contains("HEARTH_CONCURRENCY '" + wrong + "'"), wrong);
        }
    }

    @Test
    void anAddressThatIsNoneIsShown() {
        for (String wrong : new String[] {"http://127.0.0.1:80/x", "ws://127.0.0.1/x", "ws:// x", "ws://h:70000/x"}) {
            Map<String, String> variables = new HashMap<>(complete);
            variables.put("HEARTH_PLATFORM", wrong);
            assertTrue(refused(variables).contains("'" + wrong + "'"), wrong);
        }
    }
}
