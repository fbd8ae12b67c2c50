package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** From a packaged application to a working installation and back, each by one command. */
@OnCluster
class DeployIT {
    /** What Kubernetes itself puts into each namespace, and what it remembers of objects that went. */
    private static final Set<String> NOT_OURS =
            Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default", "ConfigMap/openshift-service-ca.crt");

    private static final Set<String> REMEMBERED = Set.of("Event", "PodMetrics");

    @Test
    void deployEndsWithAPlatformThatAnswersAndUndeployLeavesNothing() {
        try (Namespace namespace = Namespace.make()) {
            namespace.prepare();
            Set<String> before = objects(namespace.client());
            Installation installation = Installation.deploy(namespace, Map.of());
            try (Platform platform = installation.platform()) {
                assertEquals("\"hello\"", platform.workflow("hello-world", "{}"));
            }
            assertTrue(installation.command("status").succeeded().out().contains("my-actor"));
            installation.command("undeploy").succeeded();
            Waiting.until(
                    Duration.ofMinutes(5),
                    () -> objects(namespace.client()).equals(before),
                    () -> "undeploy left something behind: " + objects(namespace.client()));
        }
    }

    /** Everything of every kind in the client's namespace, as {@code Kind/name}. */
    private static Set<String> objects(KubernetesClient client) {
        Set<String> objects = new TreeSet<>();
        client.getApiGroups()
                .getGroups()
                .forEach(group -> group.getVersions().stream()
                        .filter(version -> version.getVersion()
                                .equals(group.getPreferredVersion().getVersion()))
                        .forEach(version -> collect(client, version.getGroupVersion(), objects)));
        collect(client, "v1", objects);
        objects.removeAll(NOT_OURS);
        return objects;
    }

    private static void collect(KubernetesClient client, String apiVersion, Set<String> into) {
        for (APIResource kind : client.getApiResources(apiVersion).getResources()) {
            if (!kind.getNamespaced()
                    || kind.getName().contains("/")
                    || !kind.getVerbs().contains("list")
                    || REMEMBERED.contains(kind.getKind())) {
                continue;
            }
            List<GenericKubernetesResource> found = client.genericKubernetesResources(definition(apiVersion, kind))
                    .inNamespace(client.getNamespace())
                    .list()
                    .getItems();
            found.forEach(object ->
                    into.add(kind.getKind() + "/" + object.getMetadata().getName()));
        }
    }

    private static ResourceDefinitionContext definition(String apiVersion, APIResource kind) {
        int slash = apiVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? "" : apiVersion.substring(0, slash))
                .withVersion(apiVersion.substring(slash + 1))
                .withKind(kind.getKind())
                .withPlural(kind.getName())
                .withNamespaced(true)
                .build();
    }
}
