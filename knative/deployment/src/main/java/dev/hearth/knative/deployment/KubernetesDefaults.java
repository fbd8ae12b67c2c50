package dev.hearth.knative.deployment;

import dev.hearth.knative.mapping.Deployment;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.Map;

/** What the platform's own manifests say unless the application's configuration says something else: settings of Quarkus' extension for Kubernetes. */
public final class KubernetesDefaults implements SmallRyeConfigBuilderCustomizer {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            // Images of this registry may have been brought to the nodes by hand: Knative asks no registry for their
            // digests.
            Map.entry("quarkus.container-image.registry", "dev.local"),
            Map.entry("quarkus.container-image.group", ""),
            Map.entry("quarkus.container-image.image", "${hearth.image:}"),
            Map.entry("quarkus.kubernetes.deployment-target", "kubernetes"),
            Map.entry("quarkus.kubernetes.image-pull-policy", "if-not-present"),
            Map.entry("quarkus.kubernetes.arguments", "serve"),
            Map.entry("quarkus.kubernetes.part-of", "${quarkus.application.name}"),
            Map.entry("quarkus.kubernetes.service-account", "${quarkus.application.name}"),
            // Equal sources give equal manifests, and a selector, which can't be changed, knows of no version.
            Map.entry("quarkus.kubernetes.idempotent", "true"),
            // The address of a repository can have a password in it.
            Map.entry("quarkus.kubernetes.vcs-uri.enabled", "false"),
            Map.entry("quarkus.kubernetes.ports.http.host-port", "8080"),
            Map.entry("quarkus.kubernetes.ports.link.container-port", "" + Deployment.LINK_PORT),
            Map.entry("quarkus.kubernetes.ports.link.host-port", "" + Deployment.LINK_PORT),
            Map.entry("quarkus.kubernetes.startup-probe.http-action-path", "/api/health/live"),
            Map.entry("quarkus.kubernetes.startup-probe.initial-delay", "1s"),
            Map.entry("quarkus.kubernetes.startup-probe.period", "2s"),
            Map.entry("quarkus.kubernetes.startup-probe.failure-threshold", "60"),
            Map.entry("quarkus.kubernetes.liveness-probe.http-action-path", "/api/health/live"),
            Map.entry("quarkus.kubernetes.liveness-probe.initial-delay", "0s"),
            Map.entry("quarkus.kubernetes.readiness-probe.http-action-path", "/api/health/ready"),
            Map.entry("quarkus.kubernetes.readiness-probe.initial-delay", "0s"));

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withDefaultValues(DEFAULTS);
    }
}
