package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.OnEvent;
import dev.hearth.Workflow;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a build writes of events and tokens. */
class EventManifestsBuildTest {
    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .setApplicationName("parcels")
            .setApplicationVersion("1")
            .withApplicationRoot(jar -> jar.addClasses(Arrivals.class))
            .overrideConfigKey("hearth.knative.delivery.retry", "3");

    public static class Arrivals {
        @Workflow
        @OnEvent(type = "depot.parcel.arrived")
        public int weighArrival(int grams) {
            return grams;
        }
    }

    @ProdBuildResults
    @SuppressWarnings("NullAway.Init")
    ProdModeTestResults results;

    @Test
    void triggersAndTheirWayStandBesideThePlatform() throws IOException {
        assertEquals(
                List.of("Service parcels-events", "NetworkPolicy parcels-events", "Trigger parcels-weigh-arrival"),
                read("hearth.yml").stream()
                        .filter(object -> !object.getMetadata().getName().equals("parcels"))
                        .map(object ->
                                object.getKind() + " " + object.getMetadata().getName())
                        .toList());
        assertTrue(Files.readString(folder().resolve("hearth.yml")).contains("retry: 3"));
    }

    @Test
    void thePlatformListensForEventsAndReadsItsTokens() throws IOException {
        Deployment platform = read("kubernetes.yml").stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
        Container container =
                platform.getSpec().getTemplate().getSpec().getContainers().get(0);
        Map<String, String> variables = container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        assertEquals("8082", variables.get("HEARTH_EVENTS_PORT"));
        assertEquals("/var/run/hearth/tokens/tokens.json", variables.get("HEARTH_AUTH_TOKENS_FILE"));
        Volume volume = platform.getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(one -> one.getName().equals("hearth-tokens"))
                .findFirst()
                .orElseThrow();
        assertEquals("parcels-tokens", volume.getSecret().getSecretName());
        assertEquals(true, volume.getSecret().getOptional());
        assertTrue(container.getVolumeMounts().stream()
                .anyMatch(mount -> mount.getName().equals("hearth-tokens")
                        && mount.getMountPath().equals("/var/run/hearth/tokens")
                        && Boolean.TRUE.equals(mount.getReadOnly())));
    }

    private Path folder() {
        return results.getBuildDir().resolve("kubernetes");
    }

    private List<HasMetadata> read(String file) throws IOException {
        return Arrays.stream(Files.readString(folder().resolve(file)).split("(?m)^---$"))
                .filter(text -> text.contains("kind:"))
                .map(text -> (HasMetadata) new KubernetesSerialization().unmarshal(text))
                .toList();
    }
}
