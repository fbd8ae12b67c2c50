package dev.hearth.knative.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/** How the cluster shall have environments. May ask the cluster, and so block. Safe for use by several threads. */
interface Blueprint {
    /** The Knative Service of an environment of actors, as this platform makes it. */
    Service service(EnvironmentSpec environment);

    /** The pod of one regular task. */
    PodTemplateSpec task(EnvironmentSpec environment, String replica);
}
