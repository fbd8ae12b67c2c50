package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.fabric8.knative.serving.v1.Service;

/** The Knative Service of an environment. */
public final class KnativeServices {
    private KnativeServices() {}

    /**
     * The Service of an environment of actors, with all replicas from the start: Knative keeps as many as it says, until the platform
     * lowers that on the Revision.
     *
     * @throws dev.hearth.HearthException if Knative would refuse it, whatever its operator allows; the message has all faults
     */
    public static Service of(EnvironmentSpec environment, Deployment deployment) {
        throw new UnsupportedOperationException();
    }
}
