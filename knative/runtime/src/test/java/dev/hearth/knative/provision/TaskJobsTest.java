package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.provision.Provisioner.Listener;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskJobsTest {
    private static final EnvironmentSpec COLD = EnvironmentSpec.regular("cold", "example.Cold");

    private final PlayedCluster cluster;
    private final List<String> told = new CopyOnWriteArrayList<>();

    TaskJobsTest() throws IOException {
        cluster = new PlayedCluster();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void eachCallHasAJobThatIsTriedOnceAndGoesWithItsPlatform() throws InterruptedException {
        Pod platform = cluster.client
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(PlayedCluster.PLATFORM)
                        .endMetadata()
                        .build())
                .create();
        Job job = start("cold-1");
        assertEquals(0, job.getSpec().getBackoffLimit());
        assertEquals(60, job.getSpec().getTtlSecondsAfterFinished());
        assertEquals("Never", job.getSpec().getTemplate().getSpec().getRestartPolicy());
        assertEquals(PlayedCluster.PLATFORM, job.getMetadata().getLabels().get(Marks.PLATFORM));
        assertEquals(
                "cold-1",
                job.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnv()
                        .get(0)
                        .getValue());
        assertEquals(
                platform.getMetadata().getUid(),
                job.getMetadata().getOwnerReferences().get(0).getUid());
        assertTrue(cluster.client.secrets().withName("app-cold-join").get() != null);
    }

    @Test
    void itsStartCountsFromTheMomentThatANodeHasItsPod() throws InterruptedException {
        Job job = start("cold-1");
        Pod pod = playPod(job);
        assertEquals(List.of(), told);
        cluster.client
                .resource(new PodBuilder(pod)
                        .withNewStatus()
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
        awaitTold("launched cold-1");
        assertEquals(1, told.size());
    }

    @Test
    void theReasonOfItsEndHasExitCodeAndLastLines() throws InterruptedException {
        cluster.playLog("cold-pod", "loading the model\nno such file: model.bin\n");
        Job job = start("cold-1");
        playEnd(playPod(job), "Error", 3);
        playFailure(job);
        awaitTold(
                "ended cold-1: container 'replica' ended with exit code 3. Its last lines:\n    loading the model\n    no such file: model.bin");
    }

    @Test
    void theReasonOfItsEndSaysThatThereWasNoMemory() throws InterruptedException {
        cluster.playLog("cold-pod", "");
        Job job = start("cold-1");
        playEnd(playPod(job), "OOMKilled", 137);
        playFailure(job);
        awaitTold(
                "ended cold-1: container 'replica' was out of memory: it took more than its limit (OOMKilled, exit code 137)");
    }

    @Test
    void aJobWithoutAPodEndsWithTheJobsReason() throws InterruptedException {
        playFailure(start("cold-1"));
        awaitTold("ended cold-1: its Job failed: BackoffLimitExceeded: Job has reached the specified backoff limit");
    }

    @Test
    void oneThatIsKilledIsDeletedAndSaysWhatItWaitedFor() throws InterruptedException {
        Job job = start("cold-1");
        Pod pod = playPod(job);
        cluster.client
                .resource(new PodBuilder(pod)
                        .withNewStatus()
                        .addNewContainerStatus()
                        .withName("replica")
                        .withImage("registry/app:9")
                        .withNewState()
                        .withNewWaiting()
                        .withReason("ImagePullBackOff")
                        .withMessage("not found")
                        .endWaiting()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .updateStatus();
        jobs().kill("cold-1");
        awaitTold(
                "ended cold-1: pod 'cold-pod': image 'registry/app:9' can't be had (ImagePullBackOff: not found). Does it exist, and may the node pull it?");
        PlayedCluster.await(() -> cluster.client.resource(job).get() == null, "the Job is deleted");
    }

    @Test
    void oneThatIsKilledBeforeItHasAJobSaysWhyItHasNone() throws InterruptedException {
        Fault fault =
                Fault.post(cluster, "/apis/batch/v1/namespaces/test/jobs", 500, "etcdserver: leader changed", 1_000);
        jobs().start(COLD, "cold-1", listener());
        fault.awaitMet();
        jobs().kill("cold-1");
        PlayedCluster.await(() -> !told.isEmpty(), "told");
        assertTrue(
                told.get(0)
                        .matches(
                                "ended cold-1: the API server of Kubernetes did not make its Job 'app-cold-[0-9a-f]{8}':"
                                        + " etcdserver: leader changed"),
                told.get(0));
    }

    @Test
    void oneWhoseJobSomebodyDeletesHasEnded() throws InterruptedException {
        Job job = start("cold-1");
        cluster.client.resource(job).delete();
        awaitTold("ended cold-1: its Job '" + job.getMetadata().getName() + "' was deleted");
    }

    @Test
    void aRefusedJobIsNotTriedAgain() throws InterruptedException {
        Fault fault = Fault.post(
                cluster,
                "/apis/batch/v1/namespaces/test/jobs",
                403,
                "jobs.batch is forbidden: User \"x\" cannot create resource",
                1);
        jobs().start(COLD, "cold-1", listener());
        PlayedCluster.await(() -> !told.isEmpty(), "told");
        assertTrue(told.get(0).startsWith("refused cold-1: Replica 'cold-1': its Job 'app-cold-"), told.get(0));
        assertTrue(told.get(0).contains("cannot create resource. Give the platform's service account"), told.get(0));
        fault.assertMet();
    }

    @Test
    void aQuotaThatIsUsedUpIsWaitedFor() throws InterruptedException {
        Fault fault =
                Fault.post(cluster, "/apis/batch/v1/namespaces/test/jobs", 403, "forbidden: exceeded quota: jobs", 1);
        start("cold-1");
        assertEquals(List.of(), told);
        fault.assertMet();
    }

    @Test
    void jobsThatAnEarlierLifeLeftAreDeleted() throws InterruptedException {
        Job left = start("cold-1");
        Job others = cluster.client
                .resource(TaskJob.of(
                        "app-cold-other",
                        new TestBlueprint().task(COLD, "cold-1"),
                        "app-another-platform",
                        Optional.empty()))
                .create();
        cluster.open(COLD);
        PlayedCluster.await(() -> cluster.client.resource(left).get() == null, "it is deleted");
        assertTrue(cluster.client.resource(others).get() != null);
    }

    private TaskJobs jobs() {
        return Objects.requireNonNullElseGet(cluster.opened(), () -> cluster.open(COLD))
                .tasks();
    }

    private Job start(String replica) throws InterruptedException {
        jobs().start(COLD, replica, listener());
        PlayedCluster.await(() -> !jobList().isEmpty(), "the Job is made");
        return jobList().get(0);
    }

    private List<Job> jobList() {
        return cluster.client.batch().v1().jobs().list().getItems();
    }

    private Pod playPod(Job job) {
        Map<String, String> labels = new TreeMap<>(job.getMetadata().getLabels());
        labels.put(Marks.JOB, job.getMetadata().getName());
        return cluster.client
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("cold-pod")
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }

    private void playEnd(Pod pod, String reason, int code) {
        cluster.client
                .resource(new PodBuilder(pod)
                        .withNewStatus()
                        .addNewContainerStatus()
                        .withName("replica")
                        .withNewState()
                        .withTerminated(new ContainerStateTerminatedBuilder()
                                .withReason(reason)
                                .withExitCode(code)
                                .build())
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private void playFailure(Job job) {
        cluster.client
                .resource(job)
                .editStatus(live -> new JobBuilder(live)
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Failed")
                        .withStatus("True")
                        .withReason("BackoffLimitExceeded")
                        .withMessage("Job has reached the specified backoff limit")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    private void awaitTold(String what) throws InterruptedException {
        PlayedCluster.await(() -> told.contains(what), () -> what + "; but: " + told);
    }

    private Listener listener() {
        return new Listener() {
            @Override
            public void launched(String replica) {
                told.add("launched " + replica);
            }

            @Override
            public void ended(String replica, String reason) {
                told.add("ended " + replica + ": " + reason);
            }

            @Override
            public void refused(String replica, String reason) {
                told.add("refused " + replica + ": " + reason);
            }
        };
    }
}
