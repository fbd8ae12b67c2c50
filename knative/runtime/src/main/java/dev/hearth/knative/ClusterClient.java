package dev.hearth.knative;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The client of the cluster: that of the pod's service account, or of the kubeconfig's current context. It is built when it is first asked for, which
 * no replica and no platform on one machine does.
 */
@Singleton
final class ClusterClient {
    @Produces
    @Singleton
    KubernetesClient client(RetryAfter retryAfter) {
        return new KubernetesClientBuilder()
                .withHttpClientBuilderConsumer(retryAfter::hear)
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}
