package dev.hearth.functions.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Amounts of compute resources as Kubernetes quantities, each a valid one.
 *
 * @param cpu such as {@code 500m} or {@code 2}; empty: not said
 * @param memory such as {@code 300Mi}; empty: not said
 */
public record ResourceSpec(Optional<String> cpu, Optional<String> memory) {
    /** Nothing is said. */
    public static final ResourceSpec NONE = new ResourceSpec(Optional.empty(), Optional.empty());

    /**
     * The smallest memory limit: what a replica that does next to nothing needs beside its heap, and a heap in which it can start. The
     * share of each part is the process provisioner's business.
     */
    public static final String LEAST_MEMORY_LIMIT = "160Mi";

    /** Processors; empty: not said. */
    public Optional<Quantity> processors() {
        return cpu.map(Quantity::cpu);
    }

    /** Bytes; empty: not said. */
    public Optional<Quantity> bytes() {
        return memory.map(Quantity::memory);
    }

    /** Whether a replica's JVM cannot live within this as its limit. */
    public boolean tooLittleMemory() {
        return bytes().filter(bytes -> bytes.compareTo(Quantity.memory(LEAST_MEMORY_LIMIT)) < 0)
                .isPresent();
    }

    /** The names of those amounts that are above the limits'. */
    public List<String> above(ResourceSpec limits) {
        List<String> above = new ArrayList<>(0);
        if (isAbove(processors(), limits.processors())) {
            above.add("cpu");
        }
        if (isAbove(bytes(), limits.bytes())) {
            above.add("memory");
        }
        return above;
    }

    /** The amount of a name that {@link #above} gives, as it was written. */
    public String amount(String name) {
        return (name.equals("cpu") ? cpu : memory).orElse("");
    }

    private static boolean isAbove(Optional<Quantity> request, Optional<Quantity> limit) {
        return request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0;
    }
}
