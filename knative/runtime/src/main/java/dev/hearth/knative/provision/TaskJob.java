package dev.hearth.knative.provision;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Job of one call of a regular task. */
final class TaskJob {
    /** A Job is deleted when its call is over. This is for one whose platform was gone then. */
    private static final int KEPT_SECONDS = 60;

    private TaskJob() {}

    /**
     * @param name the Job's
     * @param pod the task's
     * @param platform the label of those who wait
     * @param owner with whom it goes
     */
    static Job of(String name, PodTemplateSpec pod, String platform, Optional<OwnerReference> owner) {
        Map<String, String> labels = new TreeMap<>(pod.getMetadata().getLabels());
        labels.put(Marks.PLATFORM, platform);
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .withAnnotations(pod.getMetadata().getAnnotations())
                .withOwnerReferences(owner.map(List::of).orElse(List.of()))
                .endMetadata()
                .withNewSpec()
                // Another attempt is the platform's to make.
                .withBackoffLimit(0)
                .withTtlSecondsAfterFinished(KEPT_SECONDS)
                .withTemplate(new PodTemplateSpecBuilder(pod)
                        .editMetadata()
                        .withLabels(labels)
                        .endMetadata()
                        .editSpec()
                        .withRestartPolicy("Never")
                        .endSpec()
                        .build())
                .endSpec()
                .build();
    }
}
