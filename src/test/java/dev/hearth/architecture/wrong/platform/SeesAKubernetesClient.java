package dev.hearth.architecture.wrong.platform;

import io.fabric8.kubernetes.client.KubernetesClient;

public class SeesAKubernetesClient {
    static Class<?> client() {
        return KubernetesClient.class;
    }
}
