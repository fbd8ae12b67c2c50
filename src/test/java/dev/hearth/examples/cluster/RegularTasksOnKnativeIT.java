package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A regular task is a Job for each call. */
@OnCluster
class RegularTasksOnKnativeIT {

    @Test
    void eachCallHasAJobOfItsOwnThatIsForgottenByItself(Installation installation) {
        Map<String, Job> jobs = new ConcurrentHashMap<>();
        try (var watch = installation.namespace().client().batch().v1().jobs().watch(new Watcher<Job>() {
                    @Override
                    public void eventReceived(Action action, Job job) {
                        jobs.put(job.getMetadata().getName(), job);
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                });
                Platform platform = installation.platform()) {
            assertEquals(
                    Platform.json("{\"visitors\":0,\"threads\":0,\"sameProcess\":false}"),
                    Platform.json(platform.workflow("strict-isolation", "{}")));
            assertNotNull(watch);
        }
        List<Job> made = jobs.values().stream()
                .filter(job -> "cell".equals(job.getMetadata().getLabels().get("hearth.dev/environment")))
                .toList();
        assertEquals(2, made.size(), () -> "jobs: " + jobs.keySet());
        made.forEach(job -> {
            assertEquals(0, job.getSpec().getBackoffLimit());
            assertNotNull(job.getSpec().getTtlSecondsAfterFinished());
            assertEquals("task", job.getMetadata().getLabels().get("app.kubernetes.io/component"));
        });
    }
}
