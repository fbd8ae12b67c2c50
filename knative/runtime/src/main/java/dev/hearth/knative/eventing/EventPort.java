package dev.hearth.knative.eventing;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.Map;

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
        return Names.of(application, "events");
    }

    /** A Service of its own, because a reference to one has no port. */
    Service service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name(application))
                .withLabels(Names.labels(application))
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
                .withLabels(Names.labels(application))
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

    private Map<String, String> platform() {
        return Names.platformPods(application);
    }
}
