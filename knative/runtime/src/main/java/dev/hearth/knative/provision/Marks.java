package dev.hearth.knative.provision;

/** The labels and annotations that only this package and Knative use. */
final class Marks {
    /** Label of Jobs: the pod of the platform that waits for them. */
    static final String PLATFORM = "hearth.dev/platform";

    /** Annotation of a pod: changes, so that the kubelet looks at the pod's volumes at once. */
    static final String JOIN_KEY_MADE = "hearth.dev/join-key-made";

    /** Annotation of a pod: of two, the one with the lower number goes first. Without it the number is 0. */
    static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    /** Labels that Knative sets on Revisions and their pods. */
    static final String REVISION = "serving.knative.dev/revision";

    static final String GENERATION = "serving.knative.dev/configurationGeneration";

    /** Label that Kubernetes sets on the pods of a Job. */
    static final String JOB = "batch.kubernetes.io/job-name";

    private Marks() {}
}
