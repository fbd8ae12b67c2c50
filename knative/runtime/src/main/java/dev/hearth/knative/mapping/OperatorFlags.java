package dev.hearth.knative.mapping;

import io.fabric8.knative.serving.v1.Service;
import java.util.List;
import java.util.Optional;

/** What Knative takes only if its operator has allowed it. */
public final class OperatorFlags {
    private OperatorFlags() {}

    /** What must be allowed for a Service, as {@code <field> needs <key>: <value> in ConfigMap <name> of namespace knative-serving}. */
    public static List<String> neededBy(Service service) {
        throw new UnsupportedOperationException();
    }

    /** What to ask the operator for when Knative has refused a Service with this message; empty if that is not why. */
    public static Optional<String> remedy(Service service, String refusal) {
        throw new UnsupportedOperationException();
    }
}
