package dev.hearth.examples.cluster;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL that pods reach: that of the property {@code hearth.postgres}, or one that runs beside the tests. To that one leads
 * a pod of the application's own image, which relays connections: {@link PostgresRelay}. So no other image is wanted.
 */
final class Postgres implements AutoCloseable {
    private static final String NAME = "postgres";
    private static final String FOLDER = "/relay";
    private static final int SPARES = 8;
    private static final Duration START = Duration.ofMinutes(5);
    private static final long PAUSE = Duration.ofMillis(500).toNanos();

    private final String url;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private volatile boolean closed;

    private Postgres(String url) {
        this.url = url;
    }

    /** Skips the test if there is none and none can run here. */
    static Postgres reachableIn(Namespace namespace) {
        String given = System.getProperty("hearth.postgres", "");
        if (!given.isBlank()) {
            return new Postgres(given);
        }
        EmbeddedPostgres server;
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IOException | RuntimeException e) {
            return Assumptions.abort(
                    "PostgreSQL cannot run here: " + e + ". Name one that pods reach by -Dhearth.postgres=jdbc:...");
        }
        Postgres postgres = new Postgres("jdbc:postgresql://" + NAME + ":" + PostgresRelay.CLIENTS + "/postgres");
        postgres.parts.add(server);
        try {
            postgres.relay(namespace, server.getPort());
            return postgres;
        } catch (Throwable e) {
            postgres.close();
            throw e;
        }
    }

    /** How pods name it; nobody but {@code postgres} has to be let in, without a password. */
    String url() {
        return url;
    }

    private void relay(Namespace namespace, int port) {
        make(namespace);
        var pod = namespace.client().pods().withName(NAME);
        Waiting.until(
                START,
                () -> Readiness.isPodReady(pod.get()),
                () -> "the relay is not ready: " + pod.get().getStatus());
        LocalPortForward forward = pod.portForward(PostgresRelay.SPARES, InetAddress.getLoopbackAddress(), 0);
        parts.add(forward);
        for (int i = 0; i < SPARES; i++) {
            offer(forward, port);
        }
    }

    /** Keeps one connection waiting in the pod; when it is taken, the next one is offered. */
    private void offer(LocalPortForward forward, int port) {
        PostgresRelay.thread("offer", () -> {
            while (!closed) {
                try (Socket far = new Socket(InetAddress.getLoopbackAddress(), forward.getLocalPort())) {
                    if (far.getInputStream().read() == PostgresRelay.SIGN) {
                        offer(forward, port);
                        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                            far.getOutputStream().write(PostgresRelay.SIGN);
                            PostgresRelay.join(far, server);
                        }
                        return;
                    }
                } catch (IOException e) {
                    // Another connection, then.
                }
                LockSupport.parkNanos(PAUSE);
            }
        });
    }

    private static void make(Namespace namespace) {
        Map<String, String> classes = new TreeMap<>();
        List<KeyToPath> places = new ArrayList<>();
        for (Class<?> type : List.of(PostgresRelay.class, PostgresRelay.Work.class)) {
            String file = type.getName().replace('.', '/') + ".class";
            String key = file.substring(file.lastIndexOf('/') + 1).replace('$', '-');
            classes.put(key, Base64.getEncoder().encodeToString(bytes(file)));
            places.add(new KeyToPathBuilder().withKey(key).withPath(file).build());
        }
        var client = namespace.client();
        client.configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .withBinaryData(classes)
                        .build())
                .create();
        client.services()
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("app", NAME)
                        .addNewPort()
                        .withPort(PostgresRelay.CLIENTS)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        client.pods()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .addToLabels("app", NAME)
                        .endMetadata()
                        .withNewSpec()
                        .withEnableServiceLinks(false)
                        .withTerminationGracePeriodSeconds(0L)
                        .addNewVolume()
                        .withName("classes")
                        .withNewConfigMap()
                        .withName(NAME)
                        .withItems(places)
                        .endConfigMap()
                        .endVolume()
                        .addNewContainer()
                        .withName(NAME)
                        .withImage(Installation.image().orElseThrow())
                        .withImagePullPolicy("IfNotPresent")
                        .withCommand("java", "-cp", FOLDER, PostgresRelay.class.getName())
                        .addNewVolumeMount()
                        .withName("classes")
                        .withMountPath(FOLDER)
                        .endVolumeMount()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Postgres.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("'" + file + "' is not there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception e) {
                System.err.println("PostgreSQL for pods: " + e);
            }
        }
    }
}
