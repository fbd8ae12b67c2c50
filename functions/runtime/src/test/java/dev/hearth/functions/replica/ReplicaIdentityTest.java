package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import java.util.HashMap;
import java.util.Map;
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
