package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import io.quarkus.runtime.LaunchMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvisionersTest {
    private static final List<Provisioner> KNOWN = List.of(new Named("process"), new Named("embedded"));

    @Test
    void replicasAreProcessesByDefaultButEmbeddedInDevModeAndTests() {
        assertEquals("process", chosen(Optional.empty(), LaunchMode.NORMAL));
        assertEquals("embedded", chosen(Optional.empty(), LaunchMode.DEVELOPMENT));
        assertEquals("embedded", chosen(Optional.empty(), LaunchMode.TEST));
    }

    @Test
    void theConfigurationChooses() {
        assertEquals("embedded", chosen(Optional.of("embedded"), LaunchMode.NORMAL));
    }

    @Test
    void anUnknownNameIsAnErrorThatNamesTheKnownOnes() {
        var e = assertThrows(HearthException.class, () -> chosen(Optional.of("docker"), LaunchMode.NORMAL));
        assertEquals(
                "Configuration 'hearth.provisioner': there is no provisioner 'docker'."
                        + " Known provisioners are: embedded, process.",
                e.getMessage());
    }

    private static String chosen(Optional<String> configured, LaunchMode mode) {
        return new Provisioners(KNOWN, configured, mode).chosen().name();
    }

    private record Named(String name) implements Provisioner {
        @Override
        public int freshReplicas(EnvironmentSpec environment) {
            throw new AssertionError("nothing is started here");
        }

        @Override
        public void start(
                EnvironmentSpec environment, String version, String replica, String token, Listener listener) {
            throw new AssertionError("nothing is started here");
        }

        @Override
        public void kill(String replica) {
            throw new AssertionError("nothing is killed here");
        }

        @Override
        public void close() {
            throw new AssertionError("nothing is closed here");
        }
    }
}
