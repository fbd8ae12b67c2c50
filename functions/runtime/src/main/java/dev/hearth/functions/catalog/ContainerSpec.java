package dev.hearth.functions.catalog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a replica's process or container is and has.
 *
 * @param image the container's image; empty: the application's own
 * @param requests what it is sure to get
 * @param limits what it must not exceed
 * @param secrets keys of the secrets that the replicas are given
 * @param initContainers what runs before the replica, or beside it, in order
 * @param placement what a cluster shall do with its pod
 */
public record ContainerSpec(
        Optional<String> image,
        ResourceSpec requests,
        ResourceSpec limits,
        List<String> secrets,
        List<InitContainerSpec> initContainers,
        PlacementSpec placement) {

    /** The application's own image, and nothing else. */
    public static final ContainerSpec DEFAULT =
            of(Optional.empty(), ResourceSpec.NONE, ResourceSpec.NONE, List.of(), List.of());

    /** What to write for a secret's key. */
    public static final String KEY_RULE =
            "Use at most 253 letters, digits, dots, hyphens and underscores, not first two dots";

    /** As for the data of a Kubernetes Secret; the name of a file as well, so it must not be one of a folder. */
    private static final Pattern KEY = Pattern.compile("(?!\\.\\.|\\.$)[A-Za-z0-9._-]{1,253}");

    /** One with nothing special about its place. A factory, for the build can record only records with one constructor. */
    public static ContainerSpec of(
            Optional<String> image,
            ResourceSpec requests,
            ResourceSpec limits,
            List<String> secrets,
            List<InitContainerSpec> initContainers) {
        return new ContainerSpec(image, requests, limits, secrets, initContainers, PlacementSpec.NONE);
    }

    /** Whether this can be a secret's key. */
    public static boolean isSecretKey(String key) {
        return KEY.matcher(key).matches();
    }
}
