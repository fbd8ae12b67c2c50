package dev.hearth.knative.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.knative.mapping.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {
    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private FakeCluster cluster;

    @BeforeEach
    void start() {
        cluster = new FakeCluster(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void everythingIsAppliedInAnOrderInWhichItCanWork() {
        assertEquals(0, cluster.deploy(), cluster::err);
        assertEquals(
                List.of(
                        "secrets/parcels-tokens",
                        "serviceaccounts/parcels",
                        "persistentvolumeclaims/parcels-journal",
                        "services/parcels",
                        "deployments/parcels",
                        "services/parcels-scales",
                        "triggers/parcels-weigh-arrival"),
                cluster.changes.stream()
                        .map(change -> change.replaceAll(".*/namespaces/depot/([^?]*).*", "$1"))
                        .toList());
        assertTrue(
                cluster.changes.stream().allMatch(change -> change.contains("fieldManager=hearth-deploy")),
                cluster.changes::toString);
        assertTrue(cluster.err().contains("Namespace 'depot', image 'parcels:1':\n"), cluster::err);
        assertTrue(cluster.err().contains("Knative Service 'parcels-scales' is new"), cluster::err);
        assertTrue(cluster.err().contains("Ready.\n"), cluster::err);
        assertTrue(cluster.err().contains("kubectl -n depot port-forward service/parcels 8080:80"), cluster::err);
    }

    @Test
    void theTokenIsShownOnceAndOnlyItsHashIsKept() throws Exception {
        assertEquals(0, cluster.deploy(), cluster::err);
        String token = cluster.out().strip();
        assertTrue(token.matches("hearth_[A-Za-z0-9_-]{43}"), token);
        String kept = tokens();
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        assertTrue(kept.contains(hash) && !kept.contains(token), kept);
        assertFalse(cluster.err().contains(token), cluster::err);

        assertEquals(0, cluster.deploy(), cluster::err);
        assertEquals("", cluster.out());
        assertEquals(kept, tokens());

        assertEquals(0, cluster.deploy("--new-token"), cluster::err);
        assertTrue(cluster.out().startsWith("hearth_"), cluster::out);
        assertTrue(tokens().contains(hash), "the first is still good");
        assertEquals(2, tokens().split("sha256", -1).length - 1);
    }

    @Test
    void anotherImageTakesThePlaceOfTheApplicationsAndOfNoOther() {
        assertEquals(0, cluster.deploy("--image", "dev.local/parcels:2"), cluster::err);
        try (var client = cluster.client()) {
            var platform = client.apps()
                    .deployments()
                    .inNamespace("depot")
                    .withName("parcels")
                    .get();
            assertEquals(
                    List.of("dev.local/parcels:2"),
                    images(platform.getSpec().getTemplate().getSpec().getContainers()));
            var scales = client.resources(io.fabric8.knative.serving.v1.Service.class)
                    .inNamespace("depot")
                    .withName("parcels-scales")
                    .get();
            assertEquals(
                    List.of("dev.local/parcels:2", "model:7"),
                    images(scales.getSpec().getTemplate().getSpec().getContainers()));
            assertEquals("parcels", platform.getMetadata().getLabels().get(Labels.PART_OF));
        }
    }

    @Test
    void anotherNamespaceIsUsedForAll() {
        assertEquals(0, cluster.deploy("--namespace", "north"), cluster::err);
        assertTrue(cluster.changes.stream().allMatch(change -> change.contains("/namespaces/north/")));
    }

    @Test
    void aDryRunChangesNothingAndMakesNoToken() {
        assertEquals(0, cluster.deploy("--dry-run"), cluster::err);
        assertTrue(
                cluster.changes.stream().allMatch(change -> change.contains("dryRun=All")), cluster.changes::toString);
        assertEquals("", cluster.out());
        assertTrue(cluster.err().contains("The cluster would take all of it."), cluster::err);
        assertEquals(1, cluster.run("status"));
    }

    @Test
    void whatTheClusterRefusesIsNamedWithItsWords() {
        cluster.refuse(
                "services/parcels-scales",
                400,
                "admission webhook denied the request: must not set the field(s): spec.template.spec.tolerations");
        assertEquals(1, cluster.deploy());
        assertTrue(
                cluster.err()
                        .contains(
                                "Cannot apply Knative Service 'parcels-scales' in namespace 'depot': admission webhook"
                                        + " denied the request: must not set the field(s): spec.template.spec.tolerations."),
                cluster::err);
        assertFalse(cluster.changes.stream().anyMatch(change -> change.contains("triggers")));
    }

    @Test
    void aMissingRightAndAMissingKnativeAreTold() {
        cluster.refuse("deployments/parcels", 403, "deployments.apps is forbidden");
        assertEquals(1, cluster.deploy());
        assertTrue(cluster.err().contains("needs this right in the namespace"), cluster::err);
        cluster.close();
        cluster = new FakeCluster(folder);
        cluster.refuse("services/parcels-scales", 404, "the server could not find the requested resource");
        assertEquals(1, cluster.deploy());
        assertTrue(
                cluster.err()
                        .contains(
                                "Cannot apply Knative Service 'parcels-scales' in namespace 'depot': the cluster does not"
                                        + " know 'serving.knative.dev/v1'. Install Knative Serving"),
                cluster::err);
    }

    @Test
    void withoutEventingOrItsBrokerAllElseIsDeployedAndTheLackIsTold() {
        cluster.status("triggers", """
                {"observedGeneration":9,"conditions":[
                  {"type":"Ready","status":"False","reason":"BrokerDoesNotExist","message":"Broker \\"default\\" does not exist"}]}""");
        assertEquals(0, cluster.deploy(), cluster::err);
        assertTrue(
                cluster.err()
                        .contains("Ready, but no event comes:\n  Trigger 'parcels-weigh-arrival': BrokerDoesNotExist"),
                cluster::err);
        cluster.close();
        cluster = new FakeCluster(folder);
        cluster.refuse("triggers/parcels-weigh-arrival", 404, "the server could not find the requested resource");
        assertEquals(0, cluster.deploy(), cluster::err);
        assertTrue(
                cluster.err().contains("Trigger 'parcels-weigh-arrival' is left out, and its events do not come"),
                cluster::err);
    }

    @Test
    void whatDoesNotBecomeReadyIsExplained() throws IOException {
        cluster.status("services", """
                {"observedGeneration":9,"conditions":[
                  {"type":"ConfigurationsReady","status":"False","reason":"RevisionFailed",
                   "message":"Unable to fetch image \\"parcels:1\\": failed to resolve image to digest"},
                  {"type":"Ready","status":"False","reason":"RevisionFailed","message":"it failed"}]}""");
        cluster.status("deployments", """
                {"observedGeneration":9,"replicas":1,"updatedReplicas":1,"unavailableReplicas":1}""");
        cluster.status("triggers", """
                {"observedGeneration":9,"conditions":[
                  {"type":"Ready","status":"Unknown","reason":"BrokerNotConfigured","message":"it is not there yet"}]}""");
        Pods.crashing(cluster, "parcels-6c9", "Error: no such file");
        assertEquals(1, cluster.deploy("--wait", "1"));
        String text = cluster.err();
        assertTrue(text.contains("Not ready after 1 s: 3 of 3."), text);
        assertTrue(
                text.contains(
                        "  Deployment 'parcels': pod 'parcels-6c9': container 'parcels' ended with exit code 3, and was"
                                + " started again (4 times). Its last lines:\n    Error: no such file\n"),
                text);
        assertTrue(
                text.contains("give one that is only loaded into the nodes a name that begins with dev.local/"), text);
        assertTrue(text.contains("Trigger 'parcels-weigh-arrival': BrokerNotConfigured: it is not there yet"), text);
        // What was applied can be called once it is ready: the token is not lost.
        assertTrue(cluster.out().startsWith("hearth_"), cluster::out);
    }

    @Test
    void withoutWaitingNothingIsAskedAfterwards() {
        cluster.status("deployments", "{}");
        assertEquals(0, cluster.deploy("--wait", "0"), cluster::err);
        assertFalse(cluster.err().contains("Ready."), cluster::err);
    }

    @Test
    void whatNoManifestHasAnyMoreIsDeletedAndWhatThePlatformMadeStays() {
        Objects.knativeService(cluster, "parcels-gone", "manifest");
        Objects.knativeService(cluster, "parcels-changed", "hearth");
        assertEquals(0, cluster.deploy(), cluster::err);
        assertTrue(cluster.err().contains("Knative Service 'parcels-gone' is in no manifest any more"), cluster::err);
        try (var client = cluster.client()) {
            var services = client.resources(io.fabric8.knative.serving.v1.Service.class)
                    .inNamespace("depot");
            assertEquals(null, services.withName("parcels-gone").get());
            assertNotNull(services.withName("parcels-changed").get());
        }
    }

    @Test
    void wrongUseIsTwo() {
        assertEquals(2, cluster.deploy("--wait", "-1"));
        assertEquals(
                2, cluster.run("deploy", "--manifests", folder.resolve("none").toString()));
        assertTrue(cluster.err().contains("there is no such folder"), cluster::err);
        assertEquals(2, cluster.run("deploy", "--manifests", folder.toString()));
        assertTrue(cluster.err().contains("no YAML file"), cluster::err);
    }

    private String tokens() {
        try (var client = cluster.client()) {
            Secret secret = client.secrets()
                    .inNamespace("depot")
                    .withName("parcels-tokens")
                    .get();
            return new String(Base64.getDecoder().decode(secret.getData().get("tokens.json")), StandardCharsets.UTF_8);
        }
    }

    private static List<String> images(List<Container> containers) {
        return containers.stream().map(Container::getImage).toList();
    }
}
