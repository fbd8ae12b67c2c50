package dev.hearth.platform.address;

import dev.hearth.HearthException;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the platform's server shows, however it was configured: whoever is started by the platform trusts exactly this
 * one. Safe for use by several threads.
 */
@Singleton
@Unremovable
public final class ServerCertificate implements HttpServerOptionsCustomizer {
    private static final String[] KEY_TYPES = {"RSA", "EC", "RSASSA-PSS", "EdDSA", "DSA"};
    private static final int LINE = 64;

    private final Instance<Vertx> vertx;
    private volatile @Nullable String pem;
    private @Nullable Path file;

    @Inject
    ServerCertificate(Instance<Vertx> vertx) {
        this.vertx = vertx;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        KeyCertOptions key = options.getKeyCertOptions();
        if (key == null) {
            return;
        }
        if (options.getClientAuth() == ClientAuth.REQUIRED) {
            throw new HearthException(
                    "Configuration 'quarkus.http.ssl.client-auth': it is 'required', but replicas have"
                            + " one-time tokens instead of certificates of their own. Set it to 'request' or 'none'.");
        }
        try {
            Set<X509Certificate> certificates = new LinkedHashSet<>();
            for (KeyManager manager : key.getKeyManagerFactory(vertx.get()).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    collect(keys, certificates);
                }
            }
            StringBuilder text = new StringBuilder();
            for (X509Certificate certificate : certificates) {
                text.append(text(certificate));
            }
            pem = text.toString();
        } catch (Exception e) {
            throw new HearthException(
                    "The certificate of the platform's server cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** As PEM; several if the server shows one or another to different clients. Empty if it speaks no TLS. */
    public Optional<String> shown() {
        return Optional.ofNullable(pem);
    }

    /** The same in a file that lasts as long as the platform. */
    synchronized Optional<Path> file() {
        String text = pem;
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (file == null) {
                file = Files.writeString(Files.createTempFile("hearth-certificate", ".pem"), text);
            }
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void remove(@Observes ShutdownEvent event) throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private static void collect(X509KeyManager keys, Set<X509Certificate> certificates) {
        for (String type : KEY_TYPES) {
            String[] aliases = keys.getServerAliases(type, null);
            for (String alias : aliases == null ? new String[0] : aliases) {
                X509Certificate[] chain = keys.getCertificateChain(alias);
                if (chain != null && chain.length > 0) {
                    certificates.add(chain[0]);
                }
            }
        }
    }

    private static String text(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
