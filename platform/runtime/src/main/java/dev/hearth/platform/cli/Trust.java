package dev.hearth.platform.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a command takes for the platform, when it is not for the JDK's list of authorities to say. */
final class Trust {
    private final TrustManager manager;

    private Trust(TrustManager manager) {
        this.manager = manager;
    }

    /** Certificates that these have signed, or that are these, for the host that they name. */
    static Trust authorities(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : certificates(in)) {
                store.setCertificateEntry(Integer.toString(count++), certificate);
            }
            if (count == 0) {
                throw new CertificateException("there is none in it");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new Trust(factory.getTrustManagers()[0]);
        } catch (IOException | GeneralSecurityException e) {
            throw CommandFailure.usage("Cannot read certificates from '" + file + "': "
                    + (e instanceof IOException io ? Inputs.reason(io) : e.getMessage())
                    + ". --cacert and HEARTH_CACERT name a file with certificates as PEM.");
        }
    }

    /** Exactly these certificates, whatever host they name: the platform of this machine has said that they are its own. */
    static Trust exactly(String pem) {
        try {
            return new Trust(new Pinned(
                    List.copyOf(certificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))))));
        } catch (CertificateException e) {
            throw CommandFailure.failed("Cannot read the platform's certificate in the state file: " + e.getMessage()
                    + ". Name the platform with --url, and its certificate with --cacert.");
        }
    }

    TrustManager manager() {
        return manager;
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static Collection<? extends Certificate> certificates(InputStream in) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }

    /** The JDK compares host names inside its own trust managers: one of ours compares the whole certificate instead. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final List<Certificate> known;

        Pinned(List<Certificate> known) {
            this.known = known;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (chain.length == 0 || !known.contains(chain[0])) {
                throw new CertificateException("it shows another certificate than the platform that was started here");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
