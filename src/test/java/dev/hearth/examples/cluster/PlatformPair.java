package dev.hearth.examples.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * An installation with two platforms over one PostgreSQL, and no Knative Service but those that the platforms make.
 *
 * @param installation which goes with this
 * @param postgres likewise
 */
record PlatformPair(Installation installation, Postgres postgres) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * One of the two.
     *
     * @param pod its name
     * @param address where the other one and replicas reach it
     * @param http its API, from here
     */
    record Member(String pod, String address, Platform http) implements AutoCloseable {
        @Override
        public void close() {
            http.close();
        }

        /** Whether it says that it has the pool itself. */
        boolean has(String environment) {
            for (JsonNode pool : http.get("/api/pools")) {
                if (pool.path("environment").asText().equals(environment) && !pool.hasNonNull("platform")) {
                    return true;
                }
            }
            return false;
        }
    }

    static PlatformPair deploy() {
        Namespace namespace = Namespace.make();
        Postgres postgres = null;
        try {
            postgres = Postgres.reachableIn(namespace);
            Path manifests = manifests(namespace, postgres.url());
            return new PlatformPair(
                    Installation.deploy(namespace, Map.of(), "--manifests", manifests.toString()), postgres);
        } catch (Throwable e) {
            if (postgres != null) {
                postgres.close();
            }
            namespace.close();
            throw e;
        }
    }

    /** Those of the build, as it would have written them for two platforms: the environments come when they are needed. */
    private static Path manifests(Namespace namespace, String database) {
        try {
            List<HasMetadata> objects = ManifestsIT.manifests(namespace.client()).stream()
                    .filter(object -> !object.getApiVersion().contains("knative.dev"))
                    .map(object -> object instanceof Deployment platform ? twice(platform, database) : object)
                    .toList();
            Path folder = Files.createTempDirectory("hearth-two-platforms");
            Path file = Files.writeString(
                    folder.resolve("hearth.yml"),
                    objects.stream().map(Serialization::asYaml).collect(Collectors.joining("\n---\n")));
            file.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Deployment twice(Deployment platform, String database) {
        return new DeploymentBuilder(platform)
                .editSpec()
                .withReplicas(2)
                .editTemplate()
                .editSpec()
                // Signals do not stop the first process of a container's own.
                .withShareProcessNamespace(true)
                .editFirstContainer()
                .addNewEnv()
                .withName("HEARTH_JOURNAL_KIND")
                .withValue("postgresql")
                .endEnv()
                .addNewEnv()
                .withName("HEARTH_JOURNAL_URL")
                .withValue(database)
                .endEnv()
                .addNewEnv()
                .withName("HEARTH_JOURNAL_USERNAME")
                .withValue("postgres")
                .endEnv()
                // The kubelet shall not end one that is frozen before it is thawed.
                .editLivenessProbe()
                .withFailureThreshold(30)
                .endLivenessProbe()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Both, when both are ready; whoever has the environment's pool comes first. */
    List<Member> members(String environment) {
        var client = installation.namespace().client();
        Waiting.until(
                LIMIT,
                () -> Installation.platformPods(client).size() == 2,
                () -> "ready platforms: "
                        + Installation.platformPods(client).stream()
                                .map(pod -> pod.getMetadata().getName())
                                .toList());
        List<Member> both =
                Installation.platformPods(client).stream().map(this::member).toList();
        return both.get(1).has(environment) ? List.of(both.get(1), both.get(0)) : both;
    }

    private Member member(Pod pod) {
        String name = pod.getMetadata().getName();
        return new Member(name, "http://" + pod.getStatus().getPodIP() + ":8080", forward(name));
    }

    Platform forward(String pod) {
        return Platform.at(installation.namespace().client(), pod, installation.token());
    }

    Pods pods(String environment) {
        return installation.namespace().pods(environment);
    }

    /** What a replica has said. */
    String log(String pod) {
        return installation
                .namespace()
                .client()
                .pods()
                .withName(pod)
                .inContainer("replica")
                .getLog();
    }

    void delete(String pod) {
        installation
                .namespace()
                .client()
                .pods()
                .withName(pod)
                .withGracePeriod(0)
                .delete();
    }

    /** Sends a signal to the platform's process, with nothing but what a shell has. */
    void signal(String signal, String pod) {
        exec(
                pod,
                Installation.APPLICATION,
                "for p in /proc/[0-9]*; do read -r name < $p/comm; if [ \"$name\" = java ]; then kill -" + signal
                        + " ${p#/proc/}; fi; done");
    }

    /** The lines of a file of a replica; none if it is not there. */
    List<String> lines(String pod, String file) {
        return exec(
                        pod,
                        "replica",
                        "if [ -r " + file + " ]; then while read -r line; do echo $line; done < " + file + "; fi")
                .lines()
                .toList();
    }

    private String exec(String pod, String container, String script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch watch = installation
                .namespace()
                .client()
                .pods()
                .withName(pod)
                .inContainer(container)
                .writingOutput(out)
                .writingError(err)
                .exec("sh", "-c", script)) {
            int code = watch.exitCode().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (code != 0) {
                throw new AssertionError("exit code " + code + ": " + err.toString(StandardCharsets.UTF_8));
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("in pod '" + pod + "': " + script, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            installation.close();
        } finally {
            postgres.close();
        }
    }
}
