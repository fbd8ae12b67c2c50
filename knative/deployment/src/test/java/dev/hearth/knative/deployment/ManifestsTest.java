package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the build of an application writes of which nothing is configured. */
class ManifestsTest {
    @RegisterExtension
    static final QuarkusProdModeTest BUILD = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Tides.class, Winds.class))
            .setApplicationName("harbour")
            .setApplicationVersion("1.0");

    @ProdBuildResults
    @SuppressWarnings("NullAway.Init")
    private ProdModeTestResults build;

    @Test
    void thereIsAllThatAnInstallationNeedsAndNoServiceForRegularTasks() throws IOException {
        assertEquals(
                List.of(
                        "Deployment harbour",
                        "NetworkPolicy harbour",
                        "Role harbour",
                        "RoleBinding harbour",
                        "Service harbour",
                        "Service harbour-tides",
                        "ServiceAccount harbour"),
                new Written(build).names());
    }

    @Test
    void nothingIsClusterWideAndEverythingIsLabelled() throws IOException {
        for (var object : new Written(build).objects()) {
            assertFalse(object.getKind().startsWith("Cluster"), object.getKind());
            Map<String, String> labels = object.getMetadata().getLabels();
            assertEquals("harbour", labels.get("app.kubernetes.io/part-of"), object.getKind());
            assertEquals("manifest", labels.get("app.kubernetes.io/managed-by"), object.getKind());
        }
    }

    @Test
    void theEnvironmentIsAKnativeServiceOfTheApplicationsImage() throws IOException {
        var service = new Written(build).the(io.fabric8.knative.serving.v1.Service.class, "harbour-tides");
        var template = service.getSpec().getTemplate();
        assertEquals("2", template.getMetadata().getAnnotations().get("autoscaling.knative.dev/min-scale"));
        assertEquals("120s", template.getMetadata().getAnnotations().get("autoscaling.knative.dev/scale-down-delay"));
        Container replica = template.getSpec().getContainers().get(0);
        assertEquals("dev.local/harbour:1.0", replica.getImage());
        assertEquals("IfNotPresent", replica.getImagePullPolicy());
        assertEquals("west", variables(replica).get("COAST"));
        assertEquals("ws://harbour:8081/hearth/link", variables(replica).get("HEARTH_PLATFORM"));
    }

    @Test
    void noKeyAndNoSecretValueStandsInAFile() throws IOException {
        assertTrue(new Written(build)
                .objects().stream().noneMatch(object -> object.getKind().equals("Secret")));
        assertFalse(new Written(build).text("hearth.yml").contains("HEARTH_TOKEN"));
    }

    @Test
    void thePlatformListensForTheClusterAndAsksForTokens() throws IOException {
        Container platform = platform().getContainers().get(0);
        assertEquals(List.of("serve"), platform.getArgs());
        Map<String, String> variables = variables(platform);
        assertEquals("knative", variables.get("HEARTH_PROVISIONER"));
        assertEquals("0.0.0.0", variables.get("QUARKUS_HTTP_HOST"));
        assertEquals("8081", variables.get("HEARTH_LINK_PORT"));
        assertEquals("true", variables.get("HEARTH_AUTH_TOKENS"));
        assertEquals("/var/lib/hearth", variables.get("HEARTH_STATE"));
        assertEquals(
                "/api/health/live", platform.getLivenessProbe().getHttpGet().getPath());
        assertEquals(
                "/api/health/ready", platform.getReadinessProbe().getHttpGet().getPath());
        assertEquals("dev.local/harbour:1.0", platform.getImage());
    }

    @Test
    void eachPlatformKnowsItsOwnAddressBesideThatOfTheService() throws IOException {
        List<EnvVar> variables = platform().getContainers().get(0).getEnv();
        int address = indexOf(variables, "HEARTH_JOURNAL_ADDRESS");
        int ip = indexOf(variables, "POD_IP");
        assertEquals("http://$(POD_IP):8080", variables.get(address).getValue());
        assertEquals(
                "status.podIP", variables.get(ip).getValueFrom().getFieldRef().getFieldPath());
        assertTrue(ip < address, "a variable can name only those before it");
    }

    private static int indexOf(List<EnvVar> variables, String name) {
        return variables.stream().map(EnvVar::getName).toList().indexOf(name);
    }

    @Test
    void thePlatformsContainerMayDoNoMoreThanItMust() throws IOException {
        SecurityContext security = platform().getContainers().get(0).getSecurityContext();
        assertEquals(true, security.getRunAsNonRoot());
        assertEquals(true, security.getReadOnlyRootFilesystem());
        assertEquals(false, security.getAllowPrivilegeEscalation());
        assertEquals(List.of("ALL"), security.getCapabilities().getDrop());
        assertEquals("RuntimeDefault", security.getSeccompProfile().getType());
        assertEquals("harbour", platform().getServiceAccountName());
    }

    @Test
    void anOldPlatformEndsBeforeTheNextBeginsForTheyShareAFile() throws IOException {
        Deployment deployment = new Written(build).the(Deployment.class, "harbour");
        assertEquals("Recreate", deployment.getSpec().getStrategy().getType());
        Volume state = platform().getVolumes().stream()
                .filter(volume -> volume.getName().equals("hearth-state"))
                .findFirst()
                .orElseThrow();
        assertNull(state.getPersistentVolumeClaim());
    }

    @Test
    void thePlatformsServiceReachesNoReplica() throws IOException {
        Written written = new Written(build);
        Map<String, String> replica = written.the(io.fabric8.knative.serving.v1.Service.class, "harbour-tides")
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        Service service = written.the(Service.class, "harbour");
        Deployment deployment = written.the(Deployment.class, "harbour");
        Map<String, String> platform =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        for (Map<String, String> selector : List.of(
                service.getSpec().getSelector(),
                deployment.getSpec().getSelector().getMatchLabels())) {
            assertTrue(platform.entrySet().containsAll(selector.entrySet()), () -> selector + " of " + platform);
            assertFalse(replica.entrySet().containsAll(selector.entrySet()), selector::toString);
        }
        assertEquals(
                Set.of(8080, 8081),
                service.getSpec().getPorts().stream().map(ServicePort::getPort).collect(Collectors.toSet()));
    }

    @Test
    void onlyReplicasReachTheLink() throws IOException {
        NetworkPolicy policy = new Written(build).the(NetworkPolicy.class, "harbour");
        assertEquals(
                Map.of("app.kubernetes.io/name", "harbour", "app.kubernetes.io/component", "platform"),
                policy.getSpec().getPodSelector().getMatchLabels());
        List<NetworkPolicyIngressRule> rules = policy.getSpec().getIngress();
        assertEquals(2, rules.size());
        assertEquals("http", rules.get(0).getPorts().get(0).getPort().getStrVal());
        assertEquals(1, rules.get(0).getPorts().size());
        assertEquals(8081, rules.get(1).getPorts().get(0).getPort().getIntVal());
        assertEquals(
                List.of("replica", "task"),
                rules.get(1)
                        .getFrom()
                        .get(0)
                        .getPodSelector()
                        .getMatchExpressions()
                        .get(0)
                        .getValues());
    }

    @Test
    void theRoleAllowsNothingByStarAndReadsNoSecretButItsOwn() throws IOException {
        Role role = new Written(build).the(Role.class, "harbour");
        for (PolicyRule rule : role.getRules()) {
            assertFalse(rule.getVerbs().contains("*"), rule::toString);
            assertFalse(rule.getResources().contains("*"), rule::toString);
            if (rule.getResources().contains("secrets") && !rule.getVerbs().equals(List.of("create"))) {
                assertEquals(List.of("harbour-tides-join", "harbour-winds-join"), rule.getResourceNames());
                assertEquals(List.of("get"), rule.getVerbs());
            }
        }
    }

    @Test
    void equalBuildsWriteEqualFiles() throws IOException {
        // What would differ each time.
        String text = new Written(build).text("kubernetes.yml");
        assertFalse(text.contains("build-timestamp"), text);
        assertFalse(text.contains("vcs-uri"), text);
        assertNotEquals("", text);
    }

    private PodSpec platform() throws IOException {
        return new Written(build)
                .the(Deployment.class, "harbour")
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Map<String, String> variables(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, variable -> Objects.requireNonNull(variable.getValue())));
    }
}
