package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.RetryAfter;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.ResourceNames;
import io.fabric8.knative.internal.autoscaling.v1alpha1.PodAutoscaler;
import io.fabric8.knative.internal.autoscaling.v1alpha1.PodAutoscalerBuilder;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.RevisionBuilder;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An API server that keeps what it is given; what Knative and the kubelet would do is played by the test. */
final class PlayedCluster implements AutoCloseable {
    static final String APPLICATION = "app";
    static final String NAMESPACE = "test";
    static final String PLATFORM = "app-7d9f-x1";

    static final Timing QUICK = new Timing(
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(10),
            Duration.ofMillis(300),
            Duration.ofSeconds(3));

    private final Map<ServerRequest, Queue<ServerResponse>> answers = new HashMap<>();
    final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), answers, new KubernetesMixedDispatcher(answers), false);
    private final Wire wire;
    /** The test's own, which no fault reaches. */
    final KubernetesClient client;

    final TestBlueprint blueprint = new TestBlueprint();
    private final RetryAfter retryAfter = new RetryAfter();
    private final Call.Recorder recorder = new Call.Recorder();
    private final KubernetesClient installations;
    private @Nullable Installation installation;
    private final List<EnvironmentSpec> environments = new ArrayList<>();

    PlayedCluster() throws IOException {
        server.init();
        wire = new Wire(server.getPort());
        client = client(server.getPort(), 20_000, new RetryAfter(), new Call.Recorder());
        installations = client(wire.port(), 2_000, retryAfter, recorder);
    }

    private static KubernetesClient client(int port, int timeoutMillis, RetryAfter retryAfter, Call.Recorder recorder) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + port)
                .withNamespace(NAMESPACE)
                .withWatchReconnectInterval(50)
                .withRequestTimeout(timeoutMillis)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> {
                    retryAfter.hear(http);
                    http.addOrReplaceInterceptor("recorder", recorder);
                })
                .build();
    }

    Installation open(EnvironmentSpec... environments) {
        Map<EnvironmentSpec, String> known = new HashMap<>();
        for (EnvironmentSpec environment : environments) {
            known.put(environment, TestBlueprint.version(environment));
            this.environments.add(environment);
        }
        Cluster cluster = new Cluster(installations, APPLICATION, retryAfter);
        Installation opened = new Installation(cluster, blueprint, PLATFORM, QUICK, InstantSource.system());
        opened.begin(known);
        installation = opened;
        return opened;
    }

    /** Has an environment brought to so many replicas. */
    void scale(Told told, Installation installation, EnvironmentSpec environment, int replicas) {
        installation
                .wishes(environment.name())
                .add(new Wish(environment, TestBlueprint.version(environment), replicas, told));
        installation.wake(environment.name());
    }

    /** Has an environment warmed up for the first time, and plays the Revision of the Service that is made. */
    Revision warm(Told told, Installation installation, EnvironmentSpec environment) throws InterruptedException {
        scale(told, installation, environment, environment.replicaCount());
        await(() -> hasVersion(environment), "its Service is made");
        return playRevision(environment, 1);
    }

    @Nullable
    Installation opened() {
        return installation;
    }

    /** What the platform has asked of the API server. */
    Set<Call> calls() {
        return recorder.calls();
    }

    /** All connections of the platform break, watches too. */
    void cut() {
        wire.cut();
    }

    /** Nobody answers the platform, until this is over. */
    void away(boolean away) {
        wire.refuse(away);
    }

    @Nullable
    Service service(String environment) {
        return client.resources(Service.class)
                .withName(ResourceNames.service(APPLICATION, environment))
                .get();
    }

    /** Whether the environment's Service is of this generation. */
    boolean hasVersion(EnvironmentSpec environment) {
        Service service = service(environment.name());
        return service != null && Plan.version(service).equals(TestBlueprint.version(environment));
    }

    /** What Knative does when a Service was made or its template changed. */
    Revision playRevision(EnvironmentSpec environment, int generation) {
        Service service = Objects.requireNonNull(service(environment.name()));
        var template = service.getSpec().getTemplate();
        Map<String, String> labels = new TreeMap<>(template.getMetadata().getLabels());
        labels.put(Labels.KNATIVE_SERVICE, service.getMetadata().getName());
        labels.put(Marks.GENERATION, Integer.toString(generation));
        Revision revision = new RevisionBuilder()
                .withNewMetadata()
                .withName(service.getMetadata().getName() + "-0000" + generation)
                .withLabels(labels)
                .withAnnotations(template.getMetadata().getAnnotations())
                .endMetadata()
                .build();
        return client.resource(revision).create();
    }

    PodAutoscaler playAutoscaler(Revision revision) {
        return client.resource(new PodAutoscalerBuilder()
                        .withNewMetadata()
                        .withName(revision.getMetadata().getName())
                        .withAnnotations(revision.getMetadata().getAnnotations())
                        .endMetadata()
                        .build())
                .create();
    }

    Pod playPod(Revision revision, String name) {
        Map<String, String> labels = new TreeMap<>(revision.getMetadata().getLabels());
        labels.put(Marks.REVISION, revision.getMetadata().getName());
        return client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("replica")
                        .withImage("registry/app:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    Pod pod(String name) {
        return Objects.requireNonNull(client.pods().withName(name).get());
    }

    @Nullable
    String annotation(HasMetadata object, String name) {
        HasMetadata now = client.resource(object).get();
        return now == null ? null : Scaling.annotations(now).get(name);
    }

    void awaitAnnotation(HasMetadata object, String name, String value) throws InterruptedException {
        await(() -> value.equals(annotation(object, name)), name + " = " + value);
    }

    /** What a container of a pod has written. */
    void playLog(String pod, String text) {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/" + NAMESPACE + "/pods/" + pod
                        + "/log?container=replica&tailLines=30&limitBytes=16384")
                .andReturn(200, text)
                .always();
    }

    static void await(BooleanSupplier condition, String what) throws InterruptedException {
        await(condition, () -> what);
    }

    static void await(BooleanSupplier condition, Supplier<String> what) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20), () -> "never: " + what.get());
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    static Map<String, String> labels(String environment) {
        return Labels.of(APPLICATION, Labels.REPLICA, ManagedBy.HEARTH, environment);
    }

    /** Also checks that a platform was allowed all that it has asked for. */
    @Override
    public void close() {
        Installation open = installation;
        if (open != null) {
            open.close();
            assertEquals(Set.of(), Call.refused(Rights.of(APPLICATION, environments), calls()));
        }
        installations.close();
        client.close();
        wire.close();
        server.destroy();
    }
}
