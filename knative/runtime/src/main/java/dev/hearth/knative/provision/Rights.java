package dev.hearth.knative.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.ResourceNames;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.List;

/** What a platform must be allowed in its namespace: what this package asks of the API server, and no more. */
public final class Rights {
    private static final String SERVING = "serving.knative.dev";

    private Rights() {}

    /**
     * The rules of a Role. What is listed, watched or made can't be limited to names, nor what an earlier release has left behind; where names are
     * known, none but these can be read or changed.
     *
     * @param application {@link ResourceNames#application}
     * @param environments all that it has
     */
    public static List<PolicyRule> of(String application, List<EnvironmentSpec> environments) {
        List<String> services = environments.stream()
                .filter(environment -> !environment.regular())
                .map(environment -> ResourceNames.service(application, environment.name()))
                .toList();
        List<String> joinSecrets = environments.stream()
                .map(environment -> ResourceNames.joinSecret(application, environment.name()))
                .toList();
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(rule(SERVING, "services", "list", "watch", "create", "delete"));
        if (!services.isEmpty()) {
            rules.add(named(services, SERVING, "services", "get", "update"));
        }
        rules.add(rule(SERVING, "revisions", "list", "watch", "patch"));
        // Serving up to 1.20 copies a Revision's bounds to its PodAutoscaler only once.
        rules.add(rule("autoscaling.internal.knative.dev", "podautoscalers", "get", "patch"));
        rules.add(rule("batch", "jobs", "get", "list", "watch", "create", "delete"));
        rules.add(rule("", "pods", "get", "list", "watch", "patch"));
        rules.add(rule("", "pods/log", "get"));
        rules.add(rule("", "events", "list"));
        rules.add(rule("", "secrets", "create"));
        if (!joinSecrets.isEmpty()) {
            rules.add(named(joinSecrets, "", "secrets", "get"));
        }
        return rules;
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }

    private static PolicyRule named(List<String> names, String group, String resource, String... verbs) {
        return new PolicyRuleBuilder(rule(group, resource, verbs))
                .withResourceNames(names)
                .build();
    }
}
