package dev.hearth.knative.deploy;

import dev.hearth.knative.ApiFault;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Set;

/** What an application has in a namespace: found by the labels that all of it has. */
record Parts(KubeContext cluster, String application) {
    /** Made by the platform, written by the build, or by Quarkus in the build. */
    private static final Set<String> MANAGERS = Set.of(ManagedBy.HEARTH.label(), ManagedBy.MANIFEST.label(), "quarkus");

    /**
     * Of everything that an installation may have, in the order in which it is to go: nothing is to come to a platform that is going, and no
     * platform is to make anew what has gone.
     */
    static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Trigger.class,
            Deployment.class,
            io.fabric8.knative.serving.v1.Service.class,
            Job.class,
            Service.class,
            NetworkPolicy.class,
            RoleBinding.class,
            Role.class,
            ServiceAccount.class,
            ConfigMap.class,
            Secret.class,
            PersistentVolumeClaim.class);

    /** The application's objects of a kind; none if the cluster does not know the kind. */
    <T extends HasMetadata> List<T> of(Class<T> kind) {
        try {
            return cluster
                    .client()
                    .resources(kind)
                    .inNamespace(cluster.namespace())
                    .withLabel(Labels.PART_OF, application)
                    .list()
                    .getItems()
                    .stream()
                    .filter(object ->
                            MANAGERS.contains(object.getMetadata().getLabels().get(Labels.MANAGED_BY)))
                    .toList();
        } catch (KubernetesClientException e) {
            if (ApiFault.isMissing(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** Its pods, whoever has made them. */
    List<Pod> pods() {
        return cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel(Labels.NAME, application)
                .list()
                .getItems();
    }

    /** An object in messages. */
    static String named(HasMetadata object) {
        String kind = object instanceof io.fabric8.knative.serving.v1.Service ? "Knative Service" : object.getKind();
        return kind + " '" + object.getMetadata().getName() + "'";
    }
}
