package dev.hearth.knative.provision;

import dev.hearth.HearthException;
import dev.hearth.knative.ApiFault;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.ResourceNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys by which replicas show what environment they belong to: a Secret for each, made once by whichever platform comes first, and mounted
 * by the pods. Safe for use by several threads.
 */
final class JoinKeys {
    private static final int BYTES = 32;

    private final Cluster cluster;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    /** What an unknown environment's key is compared with, so that it takes as long. Nobody has it. */
    private final byte[] nobodys = fresh().getBytes(StandardCharsets.US_ASCII);

    JoinKeys(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Whether this key is the environment's, as far as is known now. Takes as long for a wrong key as for the right one. */
    boolean fits(String environment, String key) {
        byte[] right = keys.get(environment);
        boolean equal = MessageDigest.isEqual(right == null ? nobodys : right, key.getBytes(StandardCharsets.UTF_8));
        return equal && right != null;
    }

    boolean knows(String environment) {
        return keys.containsKey(environment);
    }

    /** Reads the environment's key, and makes it if there is none. Blocks. */
    void read(String environment) {
        String name = ResourceNames.joinSecret(cluster.application(), environment);
        Secret secret = cluster.secret(name);
        boolean missing = secret == null;
        if (secret == null) {
            secret = make(environment, name);
        }
        String entry = secret.getData() == null ? null : secret.getData().get(ResourceNames.JOIN_KEY);
        if (entry == null || entry.isBlank()) {
            throw new HearthException("Join key of environment '" + environment + "': the Secret '" + name
                    + "' has no entry '" + ResourceNames.JOIN_KEY + "'. Delete it, and another is made.");
        }
        keys.put(environment, Base64.getDecoder().decode(entry.strip()));
        if (missing) {
            mountNow(environment);
        }
    }

    private Secret make(String environment, String name) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Labels.of(cluster.application(), Labels.REPLICA, ManagedBy.HEARTH, environment))
                .endMetadata()
                .withType("Opaque")
                .addToData(
                        ResourceNames.JOIN_KEY,
                        Base64.getEncoder().encodeToString(fresh().getBytes(StandardCharsets.US_ASCII)))
                .build();
        try {
            return cluster.create(secret);
        } catch (KubernetesClientException e) {
            Secret others = ApiFault.isConflict(e) ? cluster.secret(name) : null;
            if (others == null) {
                throw e;
            }
            // Another platform was faster.
            return others;
        }
    }

    /** The kubelet looks at a pod's volumes once a minute, and whenever the pod changes. */
    private void mountNow(String environment) {
        for (Pod pod : cluster.pods(environment)) {
            cluster.annotatePod(
                    pod.getMetadata().getName(),
                    Map.of(Marks.JOIN_KEY_MADE, Instant.now().toString()));
        }
    }

    private String fresh() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
