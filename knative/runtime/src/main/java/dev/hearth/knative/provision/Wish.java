package dev.hearth.knative.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.provision.ScalingProvisioner.ScaleListener;

/**
 * What one generation of an environment shall be.
 *
 * @param version the generation
 * @param replicas 0: it is released
 */
record Wish(EnvironmentSpec environment, String version, int replicas, ScaleListener listener) {
    boolean isWanted() {
        return replicas > 0;
    }
}
