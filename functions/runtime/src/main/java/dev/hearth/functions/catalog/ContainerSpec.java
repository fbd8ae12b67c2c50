package dev.hearth.functions.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What a replica's process or container is and has.
 *
 * @param image the container's image; empty: the application's own
 * @param requests what it is sure to get
 * @param limits what it must not exceed
 * @param secrets keys of the secrets that the replicas are given
 */
public record ContainerSpec(Optional<String> image, ResourceSpec requests, ResourceSpec limits, List<String> secrets) {

    /** The application's own image, without requests, limits and secrets. */
    public static final ContainerSpec DEFAULT =
            new ContainerSpec(Optional.empty(), ResourceSpec.NONE, ResourceSpec.NONE, List.of());
}
