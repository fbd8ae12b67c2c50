package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/** The pod of a replica, whether a Knative Service or a Job makes it. */
public final class ReplicaPods {
    /** The container that is the replica. */
    public static final String CONTAINER = "replica";

    private ReplicaPods() {}

    /**
     * The pod of one regular task, for a Job: whoever makes the Job says how often it is tried and when it is forgotten.
     *
     * @param replica its name
     * @throws dev.hearth.HearthException if something of the environment cannot be; the message has all faults
     */
    public static PodTemplateSpec ofTask(EnvironmentSpec environment, Deployment deployment, String replica) {
        throw new UnsupportedOperationException();
    }
}
