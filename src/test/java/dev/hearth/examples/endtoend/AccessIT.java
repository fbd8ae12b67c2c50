package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may call a platform, and by what. */
class AccessIT {
    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    @Test
    void aPlatformThatOthersCanReachDoesNotStartWithoutAuthentication() {
        hearth.with("QUARKUS_HTTP_HOST", "0.0.0.0");
        hearth.run("serve", "--port", "0")
                .assertFails(
                        1,
                        "Cannot start the platform: Configuration 'quarkus.http.host' '0.0.0.0'",
                        "hearth.auth.tokens=true",
                        "hearth.auth.oidc.issuer",
                        "127.0.0.1");
        hearth.assertNothingRuns();
        // A command's own platform is this machine's alone, whatever is configured.
        hearth.run("run", "hello-world").assertPrints("\"hello\"");
    }

    @Test
    void aPlatformWithTokensServesItsOwnerAndWhoeverBringsOne() throws Exception {
        hearth.with("HEARTH_AUTH_TOKENS", "true");
        Started platform = hearth.start("serve", "--port", "0");
        String url = platform.url();
        hearth.run("run", "hello-world").assertPrints("\"hello\"");
        hearth.run("run", "hello-world", "--url", url).assertFails(2, "it has no token", "HEARTH_TOKEN");
        Caller stranger = new Caller(url);
        stranger.run("hello-world").assertFails(401, "it has no token");

        String readers = token("reader", "read");
        Caller reader = stranger.withToken(readers);
        Caller invoker = stranger.withToken(token("invoker", "invoke"));
        assertTrue(reader.get("/api/catalog").body().contains("numbers.plus-one"));
        reader.run("hello-world").assertFails(403, "it needs the role 'invoke'", "has the role 'read'");
        // A token that is given counts, also where another would be found.
        hearth.with("HEARTH_TOKEN", readers);
        hearth.run("run", "hello-world").assertFails(2, "it needs the role 'invoke'");

        invoker.run("hello-world").assertGives("\"hello\"");
        hearth.with("HEARTH_TOKEN", invoker.token().orElseThrow());
        hearth.runWithInput("[1,2]", "map", "numbers.plus-one", "--input", "-", "--url", url)
                .assertPrints("2", "3");
        invoker.change("numbers", "{\"ttlSeconds\":20}").assertFails(403, "it needs the role 'operate'");
        assertEquals(0, hearth.run("tokens", "revoke", "invoker").code());
        Waiting.until(Duration.ofSeconds(10), () -> invoker.get("/api/catalog").status() == 401, () -> "still let in");
        hearth.run("run", "hello-world", "--url", url).assertFails(2, "its token is not known, or was revoked");

        stranger.get("/api/health").assertGives("{\"status\":\"up\"}");
        platform.process().destroy();
    }

    @Test
    void tokensAreListedAndRevokedByName() {
        String token = token("ci", "operate");
        Ended listed = hearth.run("tokens", "list");
        assertTrue(listed.out().matches("(?s)[0-9a-f]{8}  operate  \\S+  ci\\s*"), listed::toString);
        assertTrue(!listed.out().contains(token.substring(7)), listed::toString);
        hearth.run("tokens", "revoke", "cd").assertFails(2, "'cd'", "Known tokens:", "(ci)");
        hearth.run("tokens", "create", "--name", "a b", "--role", "read").assertFails(2, "a name has up to 60");
        hearth.run("tokens", "create", "--name", "a", "--role", "admin").assertFails(2, "admin");
        hearth.run("tokens").assertFails(2, "create, list or revoke");
    }

    @Test
    void withTlsTheLinkIsEncryptedTooAndTheOwnersCommandsNeedNothing() throws Exception {
        // The name in it is not the one that replicas and commands call it by: they know it by itself.
        Path store = keyStore("dns:forge.example");
        serveWithTls(store);
        Started platform = hearth.start("serve", "--port", "0");
        String url = platform.url();
        assertTrue(url.startsWith("https://127.0.0.1:"), url);
        hearth.run("run", "hello-world").assertPrints("\"hello\"");
        hearth.runWithInput("[1,2]", "map", "numbers.plus-one", "--input", "-").assertPrints("2", "3");
        ProcessHandle replica = hearth.processes().replicas("numbers").get(0);
        String variables = Files.readString(Path.of("/proc/" + replica.pid(), "environ"));
        assertTrue(variables.contains("HEARTH_PLATFORM=wss://127.0.0.1:"), variables);
        assertTrue(!variables.contains("changeit"), variables);
        hearth.run("run", "hello-world", "--url", url).assertFails(1, "Cannot reach the platform", "certificat");
        hearth.run(
                        "run",
                        "hello-world",
                        "--url",
                        url,
                        "--cacert",
                        certificate(store).toString())
                .assertFails(1, "Cannot reach the platform");
        platform.process().destroy();
    }

    @Test
    void otherMachinesTrustWhatTheyAreTold() throws Exception {
        Path store = keyStore("ip:127.0.0.1");
        serveWithTls(store);
        Started platform = hearth.start("serve", "--port", "0");
        String url = platform.url();
        hearth.with("HEARTH_CACERT", certificate(store).toString());
        hearth.run("run", "hello-world", "--url", url).assertPrints("\"hello\"");
        hearth.runWithInput("[1,2]", "map", "numbers.plus-one", "--input", "-", "--url", url)
                .assertPrints("2", "3");
        hearth.with("HEARTH_CACERT", certificate(keyStore("ip:127.0.0.1")).toString());
        hearth.run("run", "hello-world", "--url", url).assertFails(1, "Cannot reach the platform");
        hearth.runWithInput("[1,2]", "map", "numbers.plus-one", "--input", "-", "--url", url)
                .assertFails(1, "Lost the platform");
        hearth.run("run", "hello-world", "--url", url, "--cacert", store.toString())
                .assertFails(2, "Cannot read certificates", "PEM");
        platform.process().destroy();
    }

    private void serveWithTls(Path store) {
        hearth.with("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE", store.toString())
                .with("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD", "changeit")
                .with("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled")
                .with("QUARKUS_HTTP_SSL_PORT", "0");
    }

    private String token(String name, String role) {
        Ended made = hearth.run("tokens", "create", "--name", name, "--role", role);
        assertEquals(0, made.code(), made::toString);
        assertTrue(made.out().startsWith("hearth_"), made::toString);
        return made.out().strip();
    }

    /** With a certificate that has signed itself, for this name. */
    private Path keyStore(String name) throws IOException, InterruptedException {
        Path store = hearth.file("p12", "");
        Files.delete(store);
        keytool(
                "-genkeypair",
                "-alias",
                "platform",
                "-keyalg",
                "EC",
                "-dname",
                "CN=platform",
                "-ext",
                "san=" + name,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit");
        return store;
    }

    private Path certificate(Path store) throws IOException, GeneralSecurityException {
        byte[] certificate = KeyStore.getInstance(store.toFile(), "changeit".toCharArray())
                .getCertificate("platform")
                .getEncoded();
        return hearth.file(
                "pem",
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
}
