package dev.hearth.functions.catalog;

import java.util.Optional;

/**
 * Amounts of compute resources as Kubernetes quantities.
 *
 * @param cpu such as {@code 500m} or {@code 2}; empty: not said
 * @param memory such as {@code 300Mi}; empty: not said
 */
public record ResourceSpec(Optional<String> cpu, Optional<String> memory) {
    /** Nothing is said. */
    public static final ResourceSpec NONE = new ResourceSpec(Optional.empty(), Optional.empty());
}
