package dev.hearth.knative.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndeployAndStatusTest {
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
    void undeployLeavesNothingAndTouchesNothingOfOthers() {
        assertEquals(0, cluster.deploy(), cluster::err);
        Objects.secret(cluster, "parcels-scales-join");
        Objects.job(cluster, "parcels-fresh-1");
        Objects.knativeService(cluster, "parcels-changed", "hearth");
        Objects.foreignSecret(cluster, "other-join");
        cluster.changes.clear();
        assertEquals(0, cluster.run("undeploy"), cluster::err);
        assertTrue(cluster.err().contains("Nothing of 'parcels' is left in namespace 'depot'."), cluster::err);
        assertTrue(cluster.changes.get(0).contains("triggers"), cluster.changes::toString);
        assertTrue(cluster.changes.get(1).contains("deployments"), cluster.changes::toString);
        try (var client = cluster.client()) {
            assertEquals(
                    "other-join",
                    client.secrets()
                            .inNamespace("depot")
                            .list()
                            .getItems()
                            .get(0)
                            .getMetadata()
                            .getName());
            assertEquals(
                    0,
                    client.persistentVolumeClaims()
                            .inNamespace("depot")
                            .list()
                            .getItems()
                            .size());
            assertEquals(
                    0,
                    client.batch()
                            .v1()
                            .jobs()
                            .inNamespace("depot")
                            .list()
                            .getItems()
                            .size());
        }
        assertEquals(0, cluster.run("undeploy"));
        assertTrue(cluster.err().contains("There is nothing of 'parcels'"), cluster::err);
    }

    @Test
    void theJournalCanStay() {
        assertEquals(0, cluster.deploy(), cluster::err);
        assertEquals(0, cluster.run("undeploy", "--keep-journal"), cluster::err);
        try (var client = cluster.client()) {
            assertNotNull(client.persistentVolumeClaims()
                    .inNamespace("depot")
                    .withName("parcels-journal")
                    .get());
        }
    }

    @Test
    void undeployWaitsForPodsAndSaysWhichAreLeft() throws Exception {
        assertEquals(0, cluster.deploy(), cluster::err);
        Pods.running(cluster, "parcels-scales-1", "scales");
        assertEquals(1, cluster.run("undeploy", "--wait", "1"));
        assertTrue(cluster.err().contains("Not gone after 1 s: Pod 'parcels-scales-1'."), cluster::err);
        // The same again goes on where it was.
        Objects.secret(cluster, "parcels-late-join");
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> cluster.run("undeploy"));
        while (!cluster.err().contains("Waiting for its pods to end")) {
            assertFalse(second.isDone(), cluster::err);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        Pods.delete(cluster, "parcels-scales-1");
        assertEquals(0, second.get(30, TimeUnit.SECONDS), cluster::err);
    }

    @Test
    void aDeletionThatIsRefusedIsNamed() {
        assertEquals(0, cluster.deploy(), cluster::err);
        cluster.refuse("secrets/parcels-tokens", 403, "secrets is forbidden");
        assertEquals(1, cluster.run("undeploy"));
        assertTrue(
                cluster.err()
                        .contains("Cannot delete Secret 'parcels-tokens' in namespace 'depot': secrets is forbidden."),
                cluster::err);
    }

    @Test
    void statusShowsWhatThereIsAndWhyItIsNotReady() {
        assertEquals(1, cluster.run("status"));
        assertTrue(cluster.err().contains("There is nothing of 'parcels' in namespace 'depot'"), cluster::err);
        cluster.status("services", """
                {"observedGeneration":9,"conditions":[{"type":"Ready","status":"Unknown","reason":"Deploying"}]}""");
        assertEquals(0, cluster.deploy("--wait", "0"), cluster::err);
        Pods.put(
                cluster,
                Pods.platform("parcels-6c9")
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build());
        Pods.running(cluster, "parcels-scales-1", "scales");
        Pods.unscheduled(cluster, "parcels-scales-2", "scales");
        assertEquals(1, cluster.run("status"));
        assertEquals("""
                WHAT                NAME                   PODS  STATE
                platform            parcels                1     ready
                environment scales  parcels-scales         2     pod 'parcels-scales-2': no node takes it: 0/1 nodes are available: 1 Insufficient memory.
                trigger             parcels-weigh-arrival  -     ready
                POD               ENVIRONMENT  PHASE    RESTARTS  REASON
                parcels-6c9       -            Running  0
                parcels-scales-1  scales       Running  0
                parcels-scales-2  scales       Pending  0         no node takes it: 0/1 nodes are available: 1 Insufficient memory.
                """, cluster.out());
    }

    @Test
    void aClusterThatIsNotThereIsTold() {
        cluster.close();
        assertEquals(1, cluster.run("status"));
        assertTrue(cluster.err().contains("Cannot ask the cluster 'http://"), cluster::err);
    }
}
