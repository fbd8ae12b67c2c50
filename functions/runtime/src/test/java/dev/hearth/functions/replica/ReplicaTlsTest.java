package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom a replica takes for its platform. */
@Timeout(60)
class ReplicaTlsTest {
    @TempDir
    private static Path folder = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeAll
    static void certify() throws Exception {
        certificate("platform");
        certificate("impostor");
    }

    @BeforeEach
    void listen() throws Exception {
        port = get(vertx.createHttpServer(new HttpServerOptions()
                                .setSsl(true)
                                .setKeyCertOptions(new PfxOptions()
                                        .setPath(folder.resolve("platform.p12").toString())
                                        .setPassword("changeit")))
                        .webSocketHandler(socket -> {})
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    @Test
    void aReplicaTrustsExactlyThePlatformsCertificateWhateverNameIsInIt() throws Exception {
        assertEquals(true, connect(Optional.of("platform.pem")));
    }

    @Test
    void aCertificateOfTheSameNameIsAnotherOne() {
        assertTrue(failure(Optional.of("impostor.pem")).contains("SSLHandshakeException"));
    }

    @Test
    void withoutACertificateTheJdksAuthoritiesDecide() {
        assertTrue(failure(Optional.empty()).contains("SSLHandshakeException"));
    }

    private String failure(Optional<String> trusted) {
        Throwable cause = assertThrows(ExecutionException.class, () -> connect(trusted));
        StringBuilder text = new StringBuilder();
        for (; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }

    private boolean connect(Optional<String> trusted) throws Exception {
        return get(new Dialler(vertx, trusted.map(file -> folder.resolve(file).toString()))
                .dial(URI.create("wss://127.0.0.1:" + port + "/hearth/link"))
                .map(socket -> socket.isSsl()));
    }

    /** One that has signed itself, for a name that nobody calls. */
    private static void certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=forge.example",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit");
        byte[] certificate = KeyStore.getInstance(store.toFile(), "changeit".toCharArray())
                .getCertificate("it")
                .getEncoded();
        Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
