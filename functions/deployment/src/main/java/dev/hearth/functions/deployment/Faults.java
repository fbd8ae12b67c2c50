package dev.hearth.functions.deployment;

import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.Set;
import java.util.TreeSet;

/** Gathers everything that can't work, so that a build names all of it at once. */
final class Faults {
    private final Set<String> messages = new TreeSet<>();

    void add(String where, String why, String remedy) {
        messages.add(new Fault(where, why, remedy).toString());
    }

    void throwIfAny() {
        if (!messages.isEmpty()) {
            int count = messages.size();
            throw new DeploymentException("Application: " + count + (count == 1 ? " fault" : " faults")
                    + " in what it declares.\n- " + String.join("\n- ", messages));
        }
    }
}
