package dev.hearth.knative.provision;

import dev.hearth.knative.ApiFault;
import dev.hearth.knative.PodTrouble;
import dev.hearth.knative.RetryAfter;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ResourceNames;
import io.fabric8.knative.internal.autoscaling.v1alpha1.PodAutoscaler;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the API server: all of it, but for the {@link Watches} and {@link #trouble}. A role must allow just this. Each call blocks until the answer is
 * there, at most for the client's request timeout, and is made once. Safe for use by several threads.
 */
final class Cluster {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final String namespace;
    private final String application;
    private final RetryAfter retryAfter;

    /**
     * @param application as the labels have it
     * @param retryAfter has seen this client's answers
     */
    Cluster(KubernetesClient client, String application, RetryAfter retryAfter) {
        // Whoever calls repeats it, heeds what the server asks for, and keeps no thread waiting meanwhile; the client
        // would not.
        this.client = client.newClient(
                        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .adapt(KubernetesClient.class);
        this.namespace = client.getNamespace() == null ? "default" : client.getNamespace();
        this.application = application;
        this.retryAfter = retryAfter;
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return namespace;
    }

    String application() {
        return application;
    }

    /** How long the API server asks to wait. */
    RetryAfter retryAfter() {
        return retryAfter;
    }

    /** The name of an environment's Service, from which the names of its Jobs are made. */
    String serviceName(String environment) {
        return ResourceNames.service(application, environment);
    }

    /** Tells why its pods are not ready. */
    PodTrouble trouble() {
        return new PodTrouble(client, namespace);
    }

    @Nullable
    Service service(String name) {
        return get(Service.class, name);
    }

    /** Those of the application. */
    List<Service> services() {
        return client.resources(Service.class)
                .inNamespace(namespace)
                .withLabel(Labels.PART_OF, application)
                .list()
                .getItems();
    }

    Service create(Service service) {
        return client.resource(service).inNamespace(namespace).create();
    }

    /** @param service with the resource version that was read: if it has changed since, this ends in a conflict */
    Service update(Service service) {
        return client.resource(service).inNamespace(namespace).update();
    }

    void deleteService(String name) {
        client.resources(Service.class).inNamespace(namespace).withName(name).delete();
    }

    List<Revision> revisions(String service) {
        return client.resources(Revision.class)
                .inNamespace(namespace)
                .withLabel(Labels.KNATIVE_SERVICE, service)
                .list()
                .getItems();
    }

    @Nullable
    PodAutoscaler autoscaler(Revision revision) {
        return get(PodAutoscaler.class, revision.getMetadata().getName());
    }

    @Nullable
    Pod pod(String name) {
        return get(Pod.class, name);
    }

    List<Pod> pods(String environment) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(Labels.PART_OF, application)
                .withLabel(Labels.ENVIRONMENT, environment)
                .list()
                .getItems();
    }

    /** Sets annotations; those without a value are removed. */
    void annotate(HasMetadata object, Map<String, @Nullable String> annotations) {
        String patch = Serialization.asJson(Map.of("metadata", Map.of("annotations", annotations)));
        client.resource(object).inNamespace(namespace).patch(MERGE, patch);
    }

    /** Sets annotations of a pod, if it is still there. */
    void annotatePod(String name, Map<String, @Nullable String> annotations) {
        Pod named = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build();
        try {
            annotate(named, annotations);
        } catch (KubernetesClientException e) {
            if (!ApiFault.isMissing(e)) {
                throw e;
            }
        }
    }

    @Nullable
    Secret secret(String name) {
        return get(Secret.class, name);
    }

    Secret create(Secret secret) {
        return client.resource(secret).inNamespace(namespace).create();
    }

    Job create(Job job) {
        return client.resource(job).inNamespace(namespace).create();
    }

    @Nullable
    Job job(String name) {
        return get(Job.class, name);
    }

    List<Pod> podsOf(String job) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(Marks.JOB, job)
                .list()
                .getItems();
    }

    /** Those that a platform's pod has made. */
    List<Job> jobs(String platform) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabel(Labels.PART_OF, application)
                .withLabel(Marks.PLATFORM, platform)
                .list()
                .getItems();
    }

    /** With its pods, which end later. Without effect if it is not there. */
    void deleteJob(String name) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    private <T extends HasMetadata> @Nullable T get(Class<T> type, String name) {
        return client.resources(type).inNamespace(namespace).withName(name).get();
    }
}
