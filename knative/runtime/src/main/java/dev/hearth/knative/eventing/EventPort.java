package dev.hearth.knative.eventing;

import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.ResourceNames;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The way to the platform's port for events. A Trigger cannot bring a token, and a secret in its address could be read by whoever may read
 * Triggers; so the port takes events alone, and the network lets none but the Broker's pods reach it.
 */
record EventPort(String application, String brokerNamespace) {
    /** What a reference to a Service without a port means. */
    private static final int HTTP = 80;

    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    /** What Triggers refer to. */
    static String name(String application) {
        return ResourceNames.service(application, "events");
    }

    /** A Service of its own, because a reference to one has no port. */
    Service service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name(application))
                .withLabels(Labels.of(application, Labels.PLATFORM, ManagedBy.MANIFEST))
                .endMetadata()
                .withNewSpec()
                .withSelector(platform())
                .addNewPort()
                .withName("http")
                .withPort(HTTP)
                .withTargetPort(new IntOrString(EventManifests.PORT))
                .endPort()
                .endSpec()
                .build();
    }

    NetworkPolicy policy() {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(name(application))
                .withLabels(Labels.of(application, Labels.PLATFORM, ManagedBy.MANIFEST))
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(platform())
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .addNewFrom()
                .withNewNamespaceSelector()
                .withMatchLabels(Map.of(NAMESPACE_NAME, brokerNamespace))
                .endNamespaceSelector()
                .endFrom()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(EventManifests.PORT))
                .endPort()
                .endIngress()
                .endSpec()
                .build();
    }

    /** The labels of the platform's pods that do not change with its version. */
    private Map<String, String> platform() {
        return new TreeMap<>(Map.of(Labels.NAME, application, Labels.COMPONENT, Labels.PLATFORM));
    }
}
