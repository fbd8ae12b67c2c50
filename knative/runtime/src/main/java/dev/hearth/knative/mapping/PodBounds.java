package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What Knative takes of a pod whatever its operator allows, as Serving 1.23 checks it. */
final class PodBounds {
    /** Set by Knative itself. */
    private static final Set<String> RESERVED_VARIABLES =
            new TreeSet<>(Set.of("PORT", "K_SERVICE", "K_CONFIGURATION", "K_REVISION"));

    private static final Set<String> RESERVED_CONTAINERS = Set.of("queue-proxy");
    private static final Set<String> RESERVED_PATHS = Set.of("/", "/dev", "/dev/log");

    /** A name, or several with dots between them. */
    private static final Pattern SUBDOMAIN =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    /** An image's reference: a registry with a port, a path in lower case, a tag, a digest. */
    private static final Pattern IMAGE = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9.-]*(:\\d{1,5})?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");

    private PodBounds() {}

    static void check(EnvironmentSpec environment, PodSpec pod, MappingFaults faults) {
        for (String variable : environment.environment().keySet()) {
            if (RESERVED_VARIABLES.contains(variable)) {
                faults.fault(
                        "it sets variable '" + variable + "', which Knative sets itself",
                        "Rename it; reserved are " + String.join(", ", RESERVED_VARIABLES));
            }
        }
        if (pod.getServiceAccountName() != null && !isSubdomain(pod.getServiceAccountName())) {
            faults.fault(
                    "'" + pod.getServiceAccountName() + "' is no name of a service account",
                    "Use lower-case letters, digits, hyphens and dots, with a letter or digit first and last");
        }
        if (Boolean.TRUE.equals(pod.getAutomountServiceAccountToken())) {
            faults.fault(
                    "its pod template sets automountServiceAccountToken to true, but Knative takes only false",
                    "Remove it: a pod with a service account has the token anyway");
        }
        List<Container> all = new ArrayList<>(pod.getContainers());
        all.addAll(pod.getInitContainers());
        Set<String> names = new HashSet<>();
        for (Container container : all) {
            String name = String.valueOf(container.getName());
            if (RESERVED_CONTAINERS.contains(name) || !names.add(name)) {
                faults.fault("there is another container '" + name + "' in its pod", "Rename this one");
            }
            check(container, faults);
        }
        volumes(pod, all, faults);
    }

    static boolean isSubdomain(String name) {
        return SUBDOMAIN.matcher(name).matches();
    }

    private static void check(Container container, MappingFaults faults) {
        String where = "container '" + container.getName() + "'";
        if (container.getImage() == null || !IMAGE.matcher(container.getImage()).matches()) {
            faults.fault(
                    "the image '" + container.getImage() + "' of " + where + " is no reference to an image",
                    "Write it as registry.example.com/path/name:tag");
        }
        boolean replica = ReplicaPods.CONTAINER.equals(container.getName());
        if (!replica && !container.getPorts().isEmpty()) {
            faults.fault(
                    where + " declares a port, but Knative takes one port in a pod, and the replica has it",
                    "Remove it: what is not declared can be reached inside the pod as well");
        }
        if (container.getLifecycle() != null) {
            faults.fault(where + " has the field 'lifecycle', which Knative never takes", "Remove it");
        }
    }

    private static void volumes(PodSpec pod, List<Container> containers, MappingFaults faults) {
        Map<String, Volume> volumes = new HashMap<>();
        for (Volume volume : pod.getVolumes()) {
            if (volumes.put(volume.getName(), volume) != null) {
                faults.fault("there are two volumes '" + volume.getName() + "' in its pod", "Rename one");
            }
        }
        Set<String> mounted = new HashSet<>();
        for (Container container : containers) {
            Set<String> paths = new HashSet<>();
            for (VolumeMount mount : container.getVolumeMounts()) {
                mounted.add(mount.getName());
                mount(container, mount, volumes, faults);
                if (!paths.add(mount.getMountPath())) {
                    faults.fault(
                            "two volumes are mounted at '" + mount.getMountPath() + "' of container '"
                                    + container.getName() + "'",
                            "Choose another folder");
                }
            }
        }
        for (String volume : new TreeSet<>(volumes.keySet())) {
            if (!mounted.contains(volume)) {
                faults.fault("no container mounts the volume '" + volume + "'", "Mount it, or remove it");
            }
        }
    }

    private static void mount(
            Container container, VolumeMount mount, Map<String, Volume> volumes, MappingFaults faults) {
        String where = "container '" + container.getName() + "' mounts '" + mount.getName() + "'";
        Volume volume = volumes.get(mount.getName());
        if (volume == null) {
            faults.fault(where + ", but there is no such volume", "Add it to spec.volumes");
        } else if (!writable(volume) && !Boolean.TRUE.equals(mount.getReadOnly())) {
            faults.fault(where + ", which can only be read, for writing", "Set readOnly: true on the mount");
        }
        String path = String.valueOf(mount.getMountPath());
        if (!path.startsWith("/") || RESERVED_PATHS.contains(path)) {
            faults.fault(where + " at '" + path + "', where nothing can be mounted", "Choose another folder");
        }
    }

    private static boolean writable(Volume volume) {
        return volume.getEmptyDir() != null
                || volume.getPersistentVolumeClaim() != null
                || volume.getEphemeral() != null;
    }
}
