package dev.hearth.knative.mapping;

import java.util.Map;
import java.util.TreeMap;

/** Labels and annotations of all objects. */
public final class Labels {
    /** The application's name on the cluster: {@link ResourceNames#application}. */
    public static final String NAME = "app.kubernetes.io/name";

    /** The same, by which all that belongs to an application is found. */
    public static final String PART_OF = "app.kubernetes.io/part-of";

    /** What of the application it is: {@link #PLATFORM}, {@link #REPLICA} or {@link #TASK}. */
    public static final String COMPONENT = "app.kubernetes.io/component";

    /** Who writes it: {@link ManagedBy#label}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The environment's name. */
    public static final String ENVIRONMENT = "hearth.dev/environment";

    /** An annotation: which generation of the environment it is, {@code EnvironmentSpec.identity}. */
    public static final String VERSION = "hearth.dev/version";

    /**
     * An annotation of a Revision: since when its environment has been idle, in ISO 8601. Knative copies a Revision's annotations to its pods'
     * template, and so replaces all of its pods, unless they are named like those of its autoscaler.
     */
    public static final String IDLE_SINCE = "autoscaling.knative.dev/hearth-idle-since";

    /** Says of a pod that nodes that can be taken away at any time are good enough for it. */
    public static final String INTERRUPTIBLE = "hearth.dev/interruptible";

    /** By which Knative marks the Revisions and pods of a Service; the value is the Service's name. */
    public static final String KNATIVE_SERVICE = "serving.knative.dev/service";

    /** The component that keeps the pools. */
    public static final String PLATFORM = "platform";

    /** The component that runs the tasks of an actor environment. */
    public static final String REPLICA = "replica";

    /** The component that runs one regular task. */
    public static final String TASK = "task";

    private Labels() {}

    /** Those of an application's object. */
    public static Map<String, String> of(String application, String component, ManagedBy managedBy) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(NAME, application);
        labels.put(PART_OF, application);
        labels.put(COMPONENT, component);
        labels.put(MANAGED_BY, managedBy.label());
        return labels;
    }

    /** Those of an object that belongs to an environment. */
    public static Map<String, String> of(
            String application, String component, ManagedBy managedBy, String environment) {
        Map<String, String> labels = of(application, component, managedBy);
        labels.put(ENVIRONMENT, environment);
        return labels;
    }
}
