package dev.hearth.functions.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster shall do with a replica's pod. Without effect for replicas that are no pods.
 *
 * @param accelerator devices that it needs
 * @param serviceAccount as whom it speaks to the cluster; empty: as nobody
 * @param interruptible it may stand on nodes that can be taken away at any time
 * @param podTemplate the text of a Kubernetes PodTemplateSpec, YAML or JSON, from which the pod is made
 */
public record PlacementSpec(
        Optional<AcceleratorSpec> accelerator,
        Optional<String> serviceAccount,
        boolean interruptible,
        Optional<String> podTemplate) {
    /** Nothing is said. */
    public static final PlacementSpec NONE =
            new PlacementSpec(Optional.empty(), Optional.empty(), false, Optional.empty());

    /** The attributes that say something, by their names in the configuration. */
    public List<String> attributes() {
        List<String> said = new ArrayList<>(0);
        if (accelerator.isPresent()) {
            said.add("accelerator");
        }
        if (serviceAccount.isPresent()) {
            said.add("service-account");
        }
        if (interruptible) {
            said.add("interruptible");
        }
        if (podTemplate.isPresent()) {
            said.add("pod-template");
        }
        return said;
    }
}
