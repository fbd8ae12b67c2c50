package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.Deployment;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.MappingConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentManifestsTest {
    private static final EnvironmentSpec TIDES = actors("tides");
    private static final EnvironmentSpec WINDS = actors("winds");
    private static final EnvironmentSpec ONCE = EnvironmentSpec.regular("once", "app.Once");

    @Test
    void eachEnvironmentOfActorsHasAService() {
        assertEquals(List.of("harbour-tides", "harbour-winds"), services(written(Set.of(), TIDES, WINDS, ONCE)));
    }

    @Test
    void oneOnDemandHasNone() {
        assertEquals(List.of("harbour-winds"), services(written(Set.of("tides"), TIDES, WINDS, ONCE)));
    }

    @Test
    void oneOnDemandIsCheckedAndNotedAllTheSame() {
        ManifestBuildItem written = written(Set.of("tides"), Catalog.change(TIDES, Map.of("interruptible", "true")));
        assertEquals(List.of(), services(written));
        assertTrue(
                written.notes()
                        .toString()
                        .contains("Environment 'tides': tolerations needs kubernetes.podspec-tolerations"),
                written.notes()::toString);

        EnvironmentSpec wrong = EnvironmentSpec.actors("tides", "app.Tides", Map.of("PORT", "1"), 2, 90, 1);
        assertThrows(HearthException.class, () -> written(Set.of("tides"), wrong));
    }

    @Test
    void anUnknownNameAndThatOfRegularTasksAreRefusedWithTheKnownOnes() {
        for (String name : List.of("tydes", "once")) {
            HearthException e = assertThrows(HearthException.class, () -> written(Set.of(name), TIDES, WINDS, ONCE));
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith("Configuration 'hearth.knative.on-demand': "), message);
            assertTrue(message.contains(name) && message.contains("tides") && message.contains("winds"), message);
        }
    }

    private static EnvironmentSpec actors(String name) {
        return EnvironmentSpec.actors(name, "app." + name, Map.of(), 2, 90, 1);
    }

    private static List<String> services(ManifestBuildItem written) {
        return written.objects().stream()
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    private static ManifestBuildItem written(Set<String> onDemand, EnvironmentSpec... environments) {
        MappingConfig config = new Configured(onDemand);
        Deployment deployment = Deployment.of(
                "harbour", "build-1", "dev.local/harbour:1.0", config, ManagedBy.MANIFEST, Optional.empty());
        return new EnvironmentManifests()
                .environments(new InstallationBuildItem(deployment, List.of(environments)), config);
    }

    private record Configured(Set<String> demanded) implements MappingConfig {
        @Override
        public int timeoutSeconds() {
            return Deployment.DEFAULT_TIMEOUT_SECONDS;
        }

        @Override
        public long runAsUser() {
            return Deployment.DEFAULT_USER;
        }

        @Override
        public Optional<String> secret() {
            return Optional.empty();
        }

        @Override
        public Optional<String> stateSize() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> onDemand() {
            return demanded.isEmpty() ? Optional.empty() : Optional.of(demanded);
        }
    }
}
