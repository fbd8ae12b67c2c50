package dev.hearth.knative.mapping;

import dev.hearth.HearthException;
import java.util.ArrayList;
import java.util.List;

/** The faults that the mapping of one environment finds, so that all are told at once. */
final class MappingFaults {
    private final String environment;
    private final List<String> faults = new ArrayList<>();

    MappingFaults(String environment) {
        this.environment = environment;
    }

    /**
     * @param why what is wrong with what
     * @param remedy what to do, without a full stop
     */
    void fault(String why, String remedy) {
        faults.add("Environment '" + environment + "' on Knative: " + why + ". " + remedy + ".");
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new HearthException(String.join(" ", faults));
        }
    }
}
