package dev.hearth.functions.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What runs before a replica, or beside it.
 *
 * @param name RFC 1123 label, unique in the environment
 * @param image the container's image; empty: the environment's
 * @param command program and arguments, at least one word, with {@code $(NAME)} for variables
 * @param sidecar it stays beside the replica; else it must end, with exit code 0, before the replica starts
 * @param portVariable tells a sidecar and the replica the sidecar's port; empty: it serves none
 * @param timeoutSeconds how long it may run, or take to serve its port; at least 1
 */
public record InitContainerSpec(
        String name,
        Optional<String> image,
        List<String> command,
        boolean sidecar,
        Optional<String> portVariable,
        int timeoutSeconds) {}
