package dev.hearth.knative.mapping;

import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What Knative takes only if its operator has allowed it: keys of ConfigMaps in the namespace {@code knative-serving}. */
public final class OperatorFlags {
    private static final String POD = "kubernetes.podspec-";

    /** Fields of the pod that are allowed by a flag of their own name. */
    private static final List<String> POD_FIELDS = List.of(
            "affinity",
            "dnsConfig",
            "dnsPolicy",
            "hostAliases",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "nodeSelector",
            "priorityClassName",
            "runtimeClassName",
            "schedulerName",
            "securityContext",
            "shareProcessNamespace",
            "tolerations",
            "topologySpreadConstraints");

    private static final Map<String, String> VOLUMES = Map.of(
            "hostPath", "kubernetes.podspec-volumes-hostpath",
            "image", "kubernetes.podspec-volumes-image",
            "csi", "kubernetes.podspec-volumes-csi",
            "ephemeral", "kubernetes.podspec-volumes-ephemeral",
            "persistentVolumeClaim", "kubernetes.podspec-persistent-volume-claim");

    private OperatorFlags() {}

    /**
     * What must be allowed for a Service.
     *
     * @return for each field that needs it, what must be set where, as {@code kubernetes.podspec-affinity: enabled in config-features}
     */
    public static Map<String, String> neededBy(Service service) {
        Map<String, String> needed = new TreeMap<>();
        RevisionSpec spec = service.getSpec().getTemplate().getSpec();
        Map<?, ?> fields = PodTemplate.SERIALIZATION.convertValue(spec, Map.class);
        for (String field : POD_FIELDS) {
            if (fields.containsKey(field)) {
                enabled(needed, field, POD + field.toLowerCase(Locale.ROOT));
            }
        }
        if (!spec.getInitContainers().isEmpty()) {
            enabled(needed, "initContainers", POD + "init-containers");
        }
        spec.getVolumes().forEach(volume -> volume(needed, volume));
        Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
                .forEach(container -> container(needed, container));
        if (spec.getTimeoutSeconds() != null && spec.getTimeoutSeconds() > Deployment.DEFAULT_TIMEOUT_SECONDS) {
            needed.put(
                    "timeoutSeconds",
                    "max-revision-timeout-seconds: \"" + spec.getTimeoutSeconds() + "\" in config-defaults");
        }
        return needed;
    }

    /**
     * What to ask the operator for when Knative has refused a Service.
     *
     * @param refusal what it said
     * @return empty if no flag is the reason
     */
    public static Optional<String> remedy(Service service, String refusal) {
        String message = refusal.toLowerCase(Locale.ROOT);
        TreeSet<String> asked = new TreeSet<>();
        neededBy(service).forEach((field, flag) -> {
            String last = field.substring(field.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (message.contains(last) || message.contains(words(last))) {
                asked.add(flag);
            }
        });
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of("Ask the operator to set " + String.join(", ", asked) + " of namespace knative-serving");
    }

    /** Some refusals name no field, but say it in words. */
    private static String words(String field) {
        return switch (field) {
            case "initcontainers" -> "init-containers";
            case "persistentvolumeclaim" -> "persistent volume";
            default -> field;
        };
    }

    private static void volume(Map<String, String> needed, Volume volume) {
        Map<?, ?> fields = PodTemplate.SERIALIZATION.convertValue(volume, Map.class);
        VOLUMES.forEach((kind, flag) -> {
            if (fields.containsKey(kind)) {
                enabled(needed, "volumes." + kind, flag);
            }
        });
        if (volume.getPersistentVolumeClaim() != null
                && !Boolean.TRUE.equals(volume.getPersistentVolumeClaim().getReadOnly())) {
            enabled(needed, "volumes.persistentVolumeClaim.readOnly", POD + "persistent-volume-write");
        }
    }

    private static void container(Map<String, String> needed, Container container) {
        if (container.getEnv().stream().anyMatch(OperatorFlags::readsThePod)) {
            enabled(needed, "containers.env.valueFrom.fieldRef", POD + "fieldref");
        }
        if (container.getVolumeMounts().stream().anyMatch(mount -> mount.getMountPropagation() != null)) {
            enabled(needed, "containers.volumeMounts.mountPropagation", POD + "volumes-mount-propagation");
        }
        if (container.getSecurityContext() != null
                && container.getSecurityContext().getCapabilities() != null
                && !container.getSecurityContext().getCapabilities().getAdd().isEmpty()) {
            enabled(needed, "containers.securityContext.capabilities.add", "kubernetes.containerspec-addcapabilities");
        }
        boolean probed = container.getReadinessProbe() != null
                || container.getLivenessProbe() != null
                || container.getStartupProbe() != null;
        if (probed && !ReplicaPods.CONTAINER.equals(container.getName())) {
            enabled(needed, "containers.readinessProbe", "multi-container-probing");
        }
    }

    private static boolean readsThePod(EnvVar variable) {
        return variable.getValueFrom() != null
                && (variable.getValueFrom().getFieldRef() != null
                        || variable.getValueFrom().getResourceFieldRef() != null);
    }

    private static void enabled(Map<String, String> needed, String field, String flag) {
        needed.put(field, flag + ": enabled in config-features");
    }
}
