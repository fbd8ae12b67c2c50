package dev.hearth.knative.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.platform.cli.ApplicationName;
import dev.hearth.platform.cli.CommandLines;
import dev.hearth.platform.cli.Terminal;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An API server that keeps what it is given, and takes server-side apply, which fabric8's does not. What is applied has the status that the
 * test says, at once. Commands reach it as they reach any: by a kubeconfig.
 */
final class FakeCluster extends KubernetesCrudDispatcher implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final KubernetesMockServer server;
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final Map<String, MockResponse> refusals = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    /** Method and path of what has changed something, in order. */
    final List<String> changes = new CopyOnWriteArrayList<>();

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    FakeCluster(Path folder) {
        this.folder = folder;
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), this, false);
        server.init();
        allReady();
        try {
            Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: test
                    contexts: [{name: test, context: {cluster: test, user: test, namespace: depot}}]
                    clusters: [{name: test, cluster: {server: "http://%s:%d"}}]
                    users: [{name: test, user: {token: t}}]
                    """.formatted(server.getHostName(), server.getPort()));
            Files.createDirectories(folder.resolve("kubernetes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        manifests("parcels.yml");
    }

    /** Has the build write these. */
    void manifests(String resource) {
        try (InputStream in = FakeCluster.class.getResourceAsStream(resource)) {
            Files.write(
                    folder.resolve("kubernetes").resolve("parcels.yml"),
                    Objects.requireNonNull(in, resource).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void allReady() {
        status("deployments", """
                {"observedGeneration":9,"replicas":1,"updatedReplicas":1,"availableReplicas":1}""");
        status("services", """
                {"observedGeneration":9,"conditions":[{"type":"Ready","status":"True"}]}""");
        status("triggers", """
                {"observedGeneration":9,"conditions":[{"type":"Ready","status":"True"}]}""");
    }

    /** What is applied to a plural kind has this status from now on. */
    void status(String plural, String json) {
        statuses.put(plural, json);
    }

    /** A change whose path ends so is refused. */
    void refuse(String pathEnd, int code, String message) {
        refusals.put(
                pathEnd,
                new MockResponse()
                        .setResponseCode(code)
                        .setBody("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\""
                                + message + "\",\"code\":" + code + "}"));
    }

    /** A path that contains this is answered with text. */
    void text(String path, String text) {
        texts.put(path, text);
    }

    KubernetesClient client() {
        return server.createClient();
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of("KUBECONFIG", folder.resolve("kubeconfig").toString()));
        return CommandLines.execute(terminal, new ApplicationName("parcels", "1"), arguments);
    }

    /** With the manifests. */
    int deploy(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "deploy";
        arguments[1] = "--manifests";
        arguments[2] = folder.resolve("kubernetes").toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return run(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = request.getPath().replaceAll("\\?.*", "");
        if (request.method() != HttpMethod.GET) {
            changes.add(request.getMethod() + " " + request.getPath());
            for (Map.Entry<String, MockResponse> refusal : refusals.entrySet()) {
                if (path.endsWith(refusal.getKey())) {
                    return refusal.getValue();
                }
            }
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (request.getPath().contains(text.getKey())) {
                return new MockResponse().setResponseCode(200).setBody(text.getValue());
            }
        }
        return super.dispatch(request);
    }

    @Override
    public MockResponse handlePatch(RecordedRequest request) {
        String type = String.valueOf(request.getHeader("Content-Type"));
        if (!type.startsWith("application/apply-patch")) {
            return super.handlePatch(request);
        }
        String path = request.getPath().replaceAll("\\?.*", "");
        String collection = path.substring(0, path.lastIndexOf('/'));
        try {
            ObjectNode object = (ObjectNode)
                    MAPPER.readTree(Serialization.asJson(Serialization.unmarshal(request.getUtf8Body(), Map.class)));
            if (request.getPath().contains("dryRun=All")) {
                return new MockResponse().setResponseCode(200).setBody(object.toString());
            }
            String status = statuses.get(collection.substring(collection.lastIndexOf('/') + 1));
            // Only Knative's Services have a status that anybody asks for.
            if (status != null && !path.startsWith("/api/v1/")) {
                object.set("status", MAPPER.readTree(status));
            }
            boolean there = handleGet(path).code() == 200;
            return there
                    ? super.handlePatch(
                            changed(request, HttpMethod.PATCH, path, "application/merge-patch+json", object))
                    : handleCreate(changed(request, HttpMethod.POST, collection, "application/json", object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedRequest changed(
            RecordedRequest request, HttpMethod method, String path, String type, ObjectNode body) {
        return new RecordedRequest(
                request.getHttpVersion(),
                method,
                path,
                Headers.builder().add("Content-Type", type).build(),
                new Buffer(body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.destroy();
    }
}
