package dev.hearth.platform.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.hearth.HearthException;
import dev.hearth.platform.http.FakePlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against an issuer that the test plays. */
@Timeout(60)
class OidcTest {
    private final AtomicInteger questions = new AtomicInteger();
    private RSAKey key = rsa("k1");
    private volatile List<RSAKey> published = List.of(key);
    private HttpServer server = listen();
    private final String issuer = "http://127.0.0.1:" + server.getAddress().getPort();

    @BeforeEach
    void serve() {
        server.createContext("/.well-known/openid-configuration", exchange -> {
            questions.incrementAndGet();
            byte[] page = ("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.createContext("/keys", exchange -> {
            questions.incrementAndGet();
            byte[] keys = new JWKSet(List.copyOf(published)).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTokenOfTheIssuerHasTheHighestRoleOfItsClaim() throws Exception {
        Oidc oidc = oidc(config("roles", Map.of("platform-team", Role.OPERATE)));
        assertEquals(Optional.of(Role.INVOKE), oidc.role(token(claims("roles", List.of("read", "invoke", "x")))));
        assertEquals(Optional.of(Role.OPERATE), oidc.role(token(claims("roles", List.of("platform-team")))));
        assertEquals(Optional.of(Role.READ), oidc.role(token(claims("roles", "openid read"))));
        assertEquals(Optional.empty(), oidc.role(token(claims("roles", List.of("x")))));
        assertEquals(Optional.empty(), oidc.role(token(claims("other", "operate"))));
        // It was asked for its address and its keys, once each.
        assertEquals(2, questions.get());
    }

    @Test
    void theClaimMayBeInsideAnother() throws Exception {
        Oidc oidc = oidc(config("realm_access.roles", Map.of()));
        assertEquals(
                Optional.of(Role.READ), oidc.role(token(claims("realm_access", Map.of("roles", List.of("read"))))));
    }

    @Test
    void whatIsNotGoodIsRefused() throws Exception {
        Oidc oidc = oidc(config("roles", Map.of()));
        JWTClaimsSet good = claims("roles", "operate");
        Instant now = Instant.now();
        List<String> bad = List.of(
                token(new JWTClaimsSet.Builder(good).audience("somebody-else").build()),
                token(new JWTClaimsSet.Builder(good).audience((String) null).build()),
                token(new JWTClaimsSet.Builder(good)
                        .issuer("https://evil.example")
                        .build()),
                token(new JWTClaimsSet.Builder(good)
                        .expirationTime(Date.from(now.minusSeconds(60)))
                        .build()),
                token(new JWTClaimsSet.Builder(good).expirationTime(null).build()),
                token(new JWTClaimsSet.Builder(good)
                        .notBeforeTime(Date.from(now.plusSeconds(60)))
                        .build()),
                // Signed by nobody, by another key of the same name, and with the public key as if it were a secret.
                new PlainJWT(good).serialize(),
                signed(rsa("k1"), good),
                symmetric(good),
                "a.b.c",
                "nothing");
        for (String token : bad) {
            assertThrows(Oidc.Refused.class, () -> oidc.role(token), token);
        }
    }

    @Test
    void clocksMayDifferALittle() throws Exception {
        Oidc oidc = oidc(config("roles", Map.of()));
        JWTClaimsSet justExpired = new JWTClaimsSet.Builder(claims("roles", "read"))
                .expirationTime(Date.from(Instant.now().minusSeconds(15)))
                .build();
        assertEquals(Optional.of(Role.READ), oidc.role(token(justExpired)));
    }

    @Test
    void aNewKeyOfTheIssuerIsFetched() throws Exception {
        Oidc oidc = oidc(config("roles", Map.of()));
        oidc.role(token(claims("roles", "read")));
        key = rsa("k2");
        published = List.of(key);
        assertEquals(Optional.of(Role.READ), oidc.role(token(claims("roles", "read"))));
    }

    @Test
    void anIssuerThatCannotBeAskedIsA503AndNoFaultOfTheToken() throws Exception {
        String token = token(claims("roles", "read"));
        server.stop(0);
        Oidc oidc = oidc(config("roles", Map.of()));
        assertThrows(Oidc.Unavailable.class, () -> oidc.role(token));
        try (FakePlatform platform = platform(oidc)) {
            Answer answer = Answer.of(platform.url(), "GET", "/api/catalog", token, "");
            assertEquals(503, answer.status());
            assertTrue(answer.body().contains("cannot be asked for its keys"), answer::body);
        }
    }

    @Test
    void requestsAreLetInByTheirRoles() throws Exception {
        try (FakePlatform platform = platform(oidc(config("roles", Map.of())))) {
            URI url = platform.url();
            String body = "{\"a\":\"" + "x".repeat(5000) + "\"}";
            String invoker = token(claims("roles", "invoke"));
            // The body waits while the keys are fetched.
            assertEquals(
                    body,
                    Answer.of(url, "POST", "/api/workflows/echo", invoker, body).body());
            assertEquals(
                    403, Answer.of(url, "DELETE", "/api/runs/none", invoker, "").status());
            Answer none = Answer.of(url, "GET", "/api/catalog", token(claims("roles", "x")), "");
            assertEquals(403, none.status());
            assertTrue(none.body().contains("it needs the role 'read', but its token has none"), none::body);
            Answer forged = Answer.of(url, "GET", "/api/catalog", symmetric(claims("roles", "operate")), "");
            assertEquals(401, forged.status());
            assertTrue(forged.challenge().contains("invalid_token"), forged::challenge);
            // The owner's own commands have a token that is no JWT.
            assertEquals(
                    401,
                    Answer.of(url, "GET", "/api/catalog", "hearth_guess", "").status());
        }
    }

    @Test
    void settingsThatWouldLetAnybodyInAreRefused() {
        Config config = config("roles", Map.of());
        assertTrue(message(new Config(config.issuer(), Optional.empty(), "roles", Map.of()))
                .contains("hearth.auth.oidc.audience"));
        assertTrue(message(new Config(Optional.of("http://issuer.example"), config.audience(), "roles", Map.of()))
                .contains("it must be a URL with https"));
        assertTrue(message(new Config(Optional.of("issuer"), config.audience(), "roles", Map.of()))
                .contains("it must be a URL with https"));
        assertEquals(Optional.empty(), Oidc.of(new Config(Optional.empty(), Optional.empty(), "roles", Map.of())));
    }

    private static String message(OidcConfig config) {
        return String.valueOf(
                assertThrows(HearthException.class, () -> Oidc.of(config)).getMessage());
    }

    private static FakePlatform platform(Oidc oidc) {
        return new FakePlatform(router -> router.route()
                .order(-100)
                .handler(new AccessFilter(
                        Optional.of(new Tokens(Optional.empty(), System::nanoTime)),
                        Optional.of(oidc),
                        new LocalCallers(List.of()),
                        List.of())));
    }

    private static Oidc oidc(OidcConfig config) {
        return Oidc.of(config).orElseThrow();
    }

    private Config config(String claim, Map<String, Role> roles) {
        return new Config(Optional.of(issuer), Optional.of("hearth"), claim, roles);
    }

    private record Config(
            Optional<String> issuer, Optional<String> audience, String rolesClaim, Map<String, Role> roles)
            implements OidcConfig {
        @Override
        public Duration clockSkew() {
            return Duration.ofSeconds(30);
        }
    }

    private JWTClaimsSet claims(String claim, Object value) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("hearth")
                .subject("somebody")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim(claim, value)
                .build();
    }

    private String token(JWTClaimsSet claims) throws Exception {
        return signed(key, claims);
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private String symmetric(JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
