package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.provision.Provisioners;
import dev.hearth.platform.provision.ScalingProvisioner;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A platform that is told to use Knative makes the join keys of its environments when it starts. */
class KnativeStartTest {
    private static final int PORT = freePort();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tides.class, ApiServer.class))
            .overrideConfigKey("quarkus.application.name", "coast")
            .overrideConfigKey("quarkus.http.test-port", Integer.toString(PORT))
            .overrideConfigKey("hearth.provisioner", "knative");

    @Inject
    Provisioners provisioners;

    @Inject
    ApiServer server;

    @Test
    void aJoinKeyIsMadeAndLetsReplicasIn() throws InterruptedException {
        ScalingProvisioner chosen = (ScalingProvisioner) provisioners.chosen();
        assertEquals("knative", chosen.name());
        JsonObject secret = server.made.poll(30, TimeUnit.SECONDS);
        assertNotNull(secret, "no Secret was made");
        assertEquals("coast-tides-join", secret.getJsonObject("metadata").getString("name"));
        String key = new String(
                Base64.getDecoder().decode(secret.getJsonObject("data").getString("key")), StandardCharsets.US_ASCII);
        long begun = System.nanoTime();
        while (!chosen.mayJoin("tides", key)) {
            assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30), "the key is not known");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty cluster that takes one Secret, and keeps it for whoever did not hear that. In the application, since that has a class loader of its own. */
    @Singleton
    public static class ApiServer {
        final BlockingQueue<JsonObject> made = new LinkedBlockingQueue<>();
        private volatile @Nullable JsonObject kept;

        /** Instead of that of a cluster that this machine may know. */
        @Produces
        @Alternative
        @Priority(1)
        @Singleton
        KubernetesClient client(@ConfigProperty(name = "quarkus.http.test-port") int port) {
            return new KubernetesClientBuilder()
                    .withConfig(new ConfigBuilder(Config.empty())
                            .withMasterUrl("http://127.0.0.1:" + port + "/cluster")
                            .withNamespace("beach")
                            .build())
                    .build();
        }

        void routes(@Observes Router router) {
            router.post("/cluster/api/v1/namespaces/beach/secrets").handler(this::make);
            router.get("/cluster/api/v1/namespaces/beach/secrets/*").handler(this::give);
            router.get("/cluster/*").handler(this::nothing);
        }

        private void make(RoutingContext ctx) {
            ctx.request().bodyHandler(body -> {
                JsonObject secret = body.toJsonObject();
                kept = secret;
                made.add(secret);
                ctx.response()
                        .setStatusCode(201)
                        .putHeader("Content-Type", "application/json")
                        .end(secret.toBuffer());
            });
            ctx.request().resume();
        }

        private void give(RoutingContext ctx) {
            JsonObject secret = kept;
            ctx.response().putHeader("Content-Type", "application/json");
            if (secret == null) {
                ctx.response().setStatusCode(404).end("{}");
            } else {
                ctx.response().end(secret.toBuffer());
            }
        }

        private void nothing(RoutingContext ctx) {
            JsonObject empty = new JsonObject()
                    .put("metadata", new JsonObject().put("resourceVersion", "1"))
                    .put("items", new JsonArray());
            ctx.response()
                    .setStatusCode(ctx.request().getParam("watch") != null ? 404 : 200)
                    .putHeader("Content-Type", "application/json")
                    .end(empty.toBuffer());
        }
    }
}
