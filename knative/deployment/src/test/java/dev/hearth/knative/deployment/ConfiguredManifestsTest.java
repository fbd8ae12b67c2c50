package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the build of an application writes whose configuration says much. */
class ConfiguredManifestsTest {
    @RegisterExtension
    static final QuarkusProdModeTest BUILD = new QuarkusProdModeTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Tides.class).addAsResource(new StringAsset("""
                                    metadata: {labels: {team: weather}}
                                    spec: {nodeSelector: {disk: ssd}}
                                    """), "tides-pod.yaml"))
            .setApplicationName("harbour")
            .setApplicationVersion("1.0")
            .overrideConfigKey("hearth.image", "registry.example.com/north/harbour:7")
            .overrideConfigKey("quarkus.kubernetes.namespace", "north")
            .overrideConfigKey("hearth.journal.kind", "postgresql")
            .overrideConfigKey("hearth.journal.address", "http://harbour.example.com")
            .overrideConfigKey("hearth.auth.tokens", "false")
            .overrideConfigKey("hearth.auth.oidc.issuer", "https://login.example.com")
            .overrideConfigKey("hearth.auth.oidc.audience", "harbour")
            .overrideConfigKey("hearth.pods.max-jobs", "5")
            .overrideConfigKey("quarkus.kubernetes.env.vars.hearth-pods-max-jobs", "7")
            .overrideConfigKey("hearth.knative.state-size", "2Gi")
            .overrideConfigKey("hearth.knative.timeout-seconds", "300")
            .overrideConfigKey("hearth.knative.run-as-user", "185")
            .overrideConfigKey("hearth.knative.secret", "vault-copy")
            .overrideConfigKey("hearth.environments.\"tides\".replica-count", "7")
            .overrideConfigKey("hearth.environments.\"tides\".accelerator", "nvidia.com/gpu")
            .overrideConfigKey("hearth.environments.\"tides\".pod-template", "tides-pod.yaml");

    @ProdBuildResults
    @SuppressWarnings("NullAway.Init")
    private ProdModeTestResults build;

    @Test
    void theNamespaceIsThatOfTheConfiguration() throws IOException {
        for (HasMetadata object : new Written(build).objects()) {
            assertEquals("north", object.getMetadata().getNamespace(), object.getKind());
        }
    }

    @Test
    void theImageIsThatOfTheConfigurationEverywhere() throws IOException {
        assertEquals(
                "registry.example.com/north/harbour:7",
                platform().getContainers().get(0).getImage());
        assertEquals(
                "registry.example.com/north/harbour:7",
                tides().getContainers().get(0).getImage());
    }

    @Test
    void overridesOfTheEnvironmentAreInItsService() throws IOException {
        var metadata = new Written(build)
                .the(Service.class, "harbour-tides")
                .getSpec()
                .getTemplate()
                .getMetadata();
        assertEquals("7", metadata.getAnnotations().get("autoscaling.knative.dev/min-scale"));
        assertEquals("weather", metadata.getLabels().get("team"));
        assertEquals("ssd", tides().getNodeSelector().get("disk"));
        assertEquals(
                new Quantity("1"),
                tides().getContainers().get(0).getResources().getLimits().get("nvidia.com/gpu"));
        assertEquals(300, tides().getTimeoutSeconds());
        assertTrue(tides().getVolumes().stream()
                .anyMatch(volume -> volume.getSecret() != null
                        && "vault-copy".equals(volume.getSecret().getSecretName())));
    }

    @Test
    void whatAnOperatorMustAllowIsNotedInTheFile() throws IOException {
        String text = new Written(build).text("hearth.yml");
        assertTrue(
                text.contains("# Environment 'tides': nodeSelector needs kubernetes.podspec-nodeselector: enabled in"
                        + " config-features of namespace knative-serving."),
                text);
    }

    @Test
    void thePlatformsFilesOutliveItsPod() throws IOException {
        PersistentVolumeClaim claim = new Written(build).the(PersistentVolumeClaim.class, "harbour-state");
        assertEquals(
                new Quantity("2Gi"),
                claim.getSpec().getResources().getRequests().get("storage"));
        assertTrue(platform().getVolumes().stream()
                .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                        && "harbour-state"
                                .equals(volume.getPersistentVolumeClaim().getClaimName())));
        assertEquals(185, platform().getSecurityContext().getFsGroup());
    }

    @Test
    void whatTheApplicationIsConfiguredToIsNotOverruled() throws IOException {
        assertFalse(platform().getContainers().get(0).getEnv().stream()
                .map(EnvVar::getName)
                .anyMatch(Set.of("HEARTH_AUTH_TOKENS", "HEARTH_JOURNAL_ADDRESS")::contains));
    }

    @Test
    void whatCountsAtRunTimeAloneCanBeSetForTheInstallation() throws IOException {
        assertEquals(
                List.of("7"),
                platform().getContainers().get(0).getEnv().stream()
                        .filter(variable -> variable.getName().equals("HEARTH_PODS_MAX_JOBS"))
                        .map(EnvVar::getValue)
                        .toList());
    }

    private RevisionSpec tides() throws IOException {
        return new Written(build)
                .the(Service.class, "harbour-tides")
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private PodSpec platform() throws IOException {
        return new Written(build)
                .the(Deployment.class, "harbour")
                .getSpec()
                .getTemplate()
                .getSpec();
    }
}
