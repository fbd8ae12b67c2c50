package dev.hearth.knative.mapping;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTermBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Optional;

/** Lets a pod stand on nodes that can be taken away at any time, and prefer them, wherever such nodes are marked as the large clouds do. */
final class Interruptible {
    /**
     * How a provider marks such nodes.
     *
     * @param tainted nothing else stands there: a pod must say that it minds nothing
     */
    private record Mark(String label, String value, boolean tainted) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("cloud.google.com/gke-spot", "true", true),
            new Mark("kubernetes.azure.com/scalesetpriority", "spot", true),
            new Mark("eks.amazonaws.com/capacityType", "SPOT", false),
            new Mark("karpenter.sh/capacity-type", "spot", false));

    private static final int WEIGHT = 100;

    private Interruptible() {}

    static PodSpec prefer(PodSpec pod) {
        Affinity affinity = Optional.ofNullable(pod.getAffinity()).orElseGet(() -> new AffinityBuilder().build());
        return new PodSpecBuilder(pod)
                .addAllToTolerations(MARKS.stream()
                        .filter(Mark::tainted)
                        .map(Interruptible::toleration)
                        .toList())
                .withAffinity(new AffinityBuilder(affinity)
                        .editOrNewNodeAffinity()
                        .addAllToPreferredDuringSchedulingIgnoredDuringExecution(
                                MARKS.stream().map(Interruptible::preference).toList())
                        .endNodeAffinity()
                        .build())
                .build();
    }

    private static Toleration toleration(Mark mark) {
        return new TolerationBuilder()
                .withKey(mark.label())
                .withOperator("Equal")
                .withValue(mark.value())
                .withEffect("NoSchedule")
                .build();
    }

    private static PreferredSchedulingTerm preference(Mark mark) {
        return new PreferredSchedulingTermBuilder()
                .withWeight(WEIGHT)
                .withNewPreference()
                .addNewMatchExpression()
                .withKey(mark.label())
                .withOperator("In")
                .withValues(mark.value())
                .endMatchExpression()
                .endPreference()
                .build();
    }
}
