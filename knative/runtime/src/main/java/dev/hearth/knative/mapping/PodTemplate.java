package dev.hearth.knative.mapping;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The pod template that the author gives, from which the pod is made.
 *
 * @param metadata labels and annotations, and nothing else
 * @param spec without the replica's own container
 * @param replica what the template says of the replica's own container
 */
record PodTemplate(ObjectMeta metadata, PodSpec spec, Container replica) {
    static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private static final PodTemplate EMPTY = new PodTemplate(new ObjectMeta(), new PodSpec(), new Container());

    /** What Knative takes of a pod, some of it with an operator's flag. */
    private static final Set<String> SPEC_FIELDS = new TreeSet<>(Set.of(
            "affinity",
            "automountServiceAccountToken",
            "containers",
            "dnsConfig",
            "dnsPolicy",
            "enableServiceLinks",
            "hostAliases",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "imagePullSecrets",
            "initContainers",
            "nodeSelector",
            "priorityClassName",
            "runtimeClassName",
            "schedulerName",
            "securityContext",
            "serviceAccountName",
            "shareProcessNamespace",
            "tolerations",
            "topologySpreadConstraints",
            "volumes"));

    /** What the replica's container may get from a template: the rest is the environment's to say. */
    private static final Set<String> REPLICA_FIELDS =
            new TreeSet<>(Set.of("name", "env", "envFrom", "securityContext", "volumeMounts", "workingDir"));

    private static final String LABELS = "Labels and annotations of these domains are Hearth's or Knative's";

    static PodTemplate of(Optional<String> text, MappingFaults faults) {
        return text.map(given -> parse(given, faults)).orElse(EMPTY);
    }

    private static PodTemplate parse(String text, MappingFaults faults) {
        Map<?, ?> tree;
        PodTemplateSpec template;
        try {
            Object parsed = SERIALIZATION.unmarshal(text, Object.class);
            if (!(parsed instanceof Map<?, ?> map)) {
                faults.fault("its pod template is no object", "Write a PodTemplateSpec, with metadata and spec");
                return EMPTY;
            }
            tree = map;
            template = SERIALIZATION.convertValue(tree, PodTemplateSpec.class);
        } catch (RuntimeException e) {
            // The parser and the mapper each throw kinds of their own.
            faults.fault(
                    "its pod template can't be read: " + firstLine(e),
                    "Write a PodTemplateSpec, with metadata and spec");
            return EMPTY;
        }
        unknown("", keys(tree), Set.of("metadata", "spec"), faults);
        unknown("metadata.", keys(tree.get("metadata")), Set.of("labels", "annotations"), faults);
        unknown("spec.", keys(tree.get("spec")), SPEC_FIELDS, faults);
        ObjectMeta metadata = Optional.ofNullable(template.getMetadata()).orElseGet(ObjectMeta::new);
        reserved(metadata, faults);
        PodSpec spec = Optional.ofNullable(template.getSpec()).orElseGet(PodSpec::new);
        Container replica = replica(spec, faults);
        spec.setContainers(spec.getContainers().stream()
                .filter(container -> !ReplicaPods.CONTAINER.equals(container.getName()))
                .toList());
        return new PodTemplate(metadata, spec, replica);
    }

    private static Container replica(PodSpec spec, MappingFaults faults) {
        List<Container> found = spec.getContainers().stream()
                .filter(container -> ReplicaPods.CONTAINER.equals(container.getName()))
                .toList();
        if (found.isEmpty()) {
            return new Container();
        }
        Map<?, ?> tree = SERIALIZATION.convertValue(found.get(0), Map.class);
        unknown("spec.containers[" + ReplicaPods.CONTAINER + "].", keys(tree), REPLICA_FIELDS, faults);
        return found.get(0);
    }

    private static Set<String> keys(@Nullable Object tree) {
        Set<String> keys = new TreeSet<>();
        if (tree instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> keys.add(String.valueOf(key)));
        }
        return keys;
    }

    private static void unknown(String path, Set<String> given, Set<String> known, MappingFaults faults) {
        for (String field : given) {
            if (!known.contains(field)) {
                faults.fault(
                        "its pod template has the field '" + path + field + "', which can't be given there",
                        "Known fields: " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private static void reserved(ObjectMeta metadata, MappingFaults faults) {
        Set<String> keys = new TreeSet<>(
                metadata.getLabels() == null ? Set.of() : metadata.getLabels().keySet());
        keys.addAll(
                metadata.getAnnotations() == null
                        ? Set.of()
                        : metadata.getAnnotations().keySet());
        for (String key : keys) {
            if (key.startsWith("app.kubernetes.io/")
                    || key.startsWith("hearth.dev/")
                    || key.startsWith("autoscaling.knative.dev/")
                    || key.startsWith("serving.knative.dev/")) {
                faults.fault("its pod template sets '" + key + "'", LABELS);
            }
        }
    }

    /** These labels and annotations, with the template's. */
    ObjectMeta metadata(Map<String, String> labels, Map<String, String> annotations) {
        return new ObjectMetaBuilder()
                .addToLabels(metadata.getLabels())
                .addToLabels(labels)
                .addToAnnotations(metadata.getAnnotations())
                .addToAnnotations(annotations)
                .build();
    }

    /** The replica's container, with what the template adds to it. */
    Container applyTo(Container container) {
        ContainerBuilder builder = new ContainerBuilder(container)
                .addAllToEnv(replica.getEnv())
                .addAllToEnvFrom(replica.getEnvFrom())
                .addAllToVolumeMounts(replica.getVolumeMounts());
        if (replica.getWorkingDir() != null) {
            builder.withWorkingDir(replica.getWorkingDir());
        }
        if (replica.getSecurityContext() != null) {
            builder.withSecurityContext(merged(container.getSecurityContext(), replica.getSecurityContext()));
        }
        return builder.build();
    }

    /** What the template says wins: an author may have to loosen what an image cannot bear. */
    private static SecurityContext merged(SecurityContext ours, SecurityContext theirs) {
        Map<String, Object> merged = new LinkedHashMap<>();
        for (SecurityContext context : List.of(ours, theirs)) {
            Map<?, ?> fields = SERIALIZATION.convertValue(context, Map.class);
            fields.forEach((field, value) -> merged.put(String.valueOf(field), value));
        }
        return SERIALIZATION.convertValue(merged, SecurityContext.class);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
