package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pod of a replica, whether a Knative Service or a Job makes it. */
public final class ReplicaPods {
    /** The container that is the replica. */
    public static final String CONTAINER = "replica";

    /** Images may have been brought to the nodes by hand. */
    static final String PULL_POLICY = "IfNotPresent";

    /** If a container fails without a word of its own, its last lines are what the cluster tells of it. */
    static final String LAST_WORDS = "FallbackToLogsOnError";

    private static final int PORT = 8080;
    private static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";

    private ReplicaPods() {}

    /**
     * The pod of one regular task, for a Job: whoever makes the Job says how often it is tried and when it is forgotten.
     *
     * @param replica its name
     * @throws dev.hearth.HearthException if something of the environment cannot be; the message has all faults
     */
    public static PodTemplateSpec ofTask(EnvironmentSpec environment, Deployment deployment, String replica) {
        MappingFaults faults = new MappingFaults(environment.name());
        PodTemplateSpec pod = of(environment, deployment, Labels.TASK, Optional.of(replica), faults);
        faults.throwIfAny();
        return pod;
    }

    /** The pods of an environment of actors, all of one template: each is named by its host. */
    static PodTemplateSpec ofActors(EnvironmentSpec environment, Deployment deployment, MappingFaults faults) {
        return of(environment, deployment, Labels.REPLICA, Optional.empty(), faults);
    }

    private static PodTemplateSpec of(
            EnvironmentSpec environment,
            Deployment deployment,
            String component,
            Optional<String> replica,
            MappingFaults faults) {
        ContainerSpec container = environment.container();
        PodTemplate template = PodTemplate.of(container.placement().podTemplate(), faults);
        Map<String, String> labels =
                Labels.of(deployment.application(), component, deployment.managedBy(), environment.name());
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(Labels.VERSION, environment.identity(deployment.build()));
        PodSpecBuilder pod = new PodSpecBuilder(template.spec())
                .withContainers(template.applyTo(replica(environment, deployment, replica)))
                .addAllToVolumes(PodVolumes.volumes(environment, deployment));
        if (replica.isPresent()) {
            SideContainers.ofTask(environment, deployment, template, pod);
        } else {
            SideContainers.ofActor(environment, deployment, template, pod);
        }
        PodSpec spec = pod.build();
        serviceAccount(container, spec, faults);
        if (container.placement().interruptible()) {
            spec = Interruptible.prefer(spec);
            labels.put(Labels.INTERRUPTIBLE, "true");
            annotations.put(SAFE_TO_EVICT, "true");
        }
        PodBounds.check(environment, spec, faults);
        return new PodTemplateSpecBuilder()
                .withMetadata(template.metadata(labels, annotations))
                .withSpec(spec)
                .build();
    }

    private static Container replica(EnvironmentSpec environment, Deployment deployment, Optional<String> replica) {
        ContainerBuilder builder = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(image(environment, deployment))
                .withImagePullPolicy(PULL_POLICY)
                .withEnv(PodVariables.ofReplica(environment, deployment, replica))
                .withResources(resources(environment.container()))
                .withVolumeMounts(PodVolumes.ofReplica(environment))
                .withSecurityContext(PodSecurity.sealed(deployment.runAsUser()))
                .withTerminationMessagePolicy(LAST_WORDS);
        if (replica.isEmpty()) {
            // Without a period, queue-proxy asks several times a second: a pod is ready as soon as it serves.
            builder.addNewPort()
                    .withContainerPort(PORT)
                    .endPort()
                    .withNewReadinessProbe()
                    .withSuccessThreshold(1)
                    .withNewHttpGet()
                    .withPath("/health/ready")
                    .withNewPort(PORT)
                    .endHttpGet()
                    .endReadinessProbe()
                    // Of a replica that is only slow the platform thinks first, by the silence of its link.
                    .withNewLivenessProbe()
                    .withInitialDelaySeconds(10)
                    .withPeriodSeconds(10)
                    .withTimeoutSeconds(5)
                    .withFailureThreshold(6)
                    .withNewHttpGet()
                    .withPath("/health/live")
                    .withNewPort(PORT)
                    .endHttpGet()
                    .endLivenessProbe();
        }
        return builder.build();
    }

    static String image(EnvironmentSpec environment, Deployment deployment) {
        return environment.container().image().orElse(deployment.image());
    }

    private static ResourceRequirements resources(ContainerSpec container) {
        Map<String, Quantity> requests = quantities(container.requests());
        Map<String, Quantity> limits = quantities(container.limits());
        container.placement().accelerator().ifPresent(accelerator -> {
            // Of an extended resource a pod gets what it asks for, neither more nor less.
            Quantity count = new Quantity(Integer.toString(accelerator.count()));
            requests.put(accelerator.resource(), count);
            limits.put(accelerator.resource(), count);
        });
        return new ResourceRequirementsBuilder()
                .withRequests(requests)
                .withLimits(limits)
                .build();
    }

    private static Map<String, Quantity> quantities(ResourceSpec resources) {
        Map<String, Quantity> quantities = new TreeMap<>();
        resources.cpu().ifPresent(cpu -> quantities.put("cpu", new Quantity(cpu)));
        resources.memory().ifPresent(memory -> quantities.put("memory", new Quantity(memory)));
        return quantities;
    }

    /** Who is not named has nothing to say to the cluster, and so gets no token. */
    private static void serviceAccount(ContainerSpec container, PodSpec spec, MappingFaults faults) {
        String account = container.placement().serviceAccount().orElse(null);
        String templates = spec.getServiceAccountName();
        if (account != null && templates != null && !account.equals(templates)) {
            faults.fault(
                    "its service account is '" + account + "', but that of its pod template '" + templates + "'",
                    "Keep one of the two");
        } else if (account != null) {
            spec.setServiceAccountName(account);
        } else if (templates == null) {
            spec.setAutomountServiceAccountToken(false);
        }
    }
}
