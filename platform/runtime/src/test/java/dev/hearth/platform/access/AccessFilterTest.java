package dev.hearth.platform.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.http.FakePlatform;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessFilterTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<FakePlatform> platforms = new ArrayList<>();
    private TokensFile file = TokensFile.at(Path.of("none"));

    @BeforeEach
    void file() {
        file = TokensFile.in(new StateFolder(folder), "app");
    }

    @AfterEach
    void stop() {
        platforms.forEach(FakePlatform::close);
    }

    @Test
    void withoutATokenARequestIsTold401AndHowToSendOne() {
        URI url = locked();
        Answer answer = Answer.of(url, "GET", "/api/catalog", null, "");
        assertEquals(401, answer.status());
        assertEquals("Bearer realm=\"hearth\"", answer.challenge());
        assertTrue(answer.body().contains("Authorization: Bearer"), answer::body);
    }

    @Test
    void anUnknownOrRevokedTokenIsTold401() {
        URI url = locked();
        for (String token : List.of("hearth_guess", "guess", "", "a.b.c")) {
            Answer answer = Answer.of(url, "GET", "/api/catalog", token, "");
            assertEquals(401, answer.status(), token);
        }
        assertEquals(
                "Bearer realm=\"hearth\", error=\"invalid_token\"",
                Answer.of(url, "GET", "/api/catalog", "hearth_guess", "").challenge());
    }

    @Test
    void eachRoleDoesWhatItMayAndIsToldWhatItLacks() {
        URI url = locked();
        String reader = file.create("reader", Role.READ).token();
        String invoker = file.create("invoker", Role.INVOKE).token();
        String operator = file.create("operator", Role.OPERATE).token();

        assertEquals(200, Answer.of(url, "GET", "/api/catalog", reader, "").status());
        Answer refused = Answer.of(url, "POST", "/api/workflows/echo", reader, "{\"a\":1}");
        assertEquals(403, refused.status());
        assertTrue(
                refused.body().contains("it needs the role 'invoke', but its token has the role 'read'"),
                refused::body);

        assertEquals(200, Answer.of(url, "GET", "/api/catalog", invoker, "").status());
        assertEquals(
                "{\"a\":1}",
                Answer.of(url, "POST", "/api/workflows/echo", invoker, "{\"a\":1}")
                        .body());
        assertEquals(
                403,
                Answer.of(url, "PATCH", "/api/environments/fake", invoker, "{\"ttl-seconds\":\"1\"}")
                        .status());
        assertEquals(
                403, Answer.of(url, "DELETE", "/api/runs/none", invoker, "").status());

        assertEquals(
                "{\"a\":1}",
                Answer.of(url, "POST", "/api/workflows/echo", operator, "{\"a\":1}")
                        .body());
        assertEquals(
                404, Answer.of(url, "DELETE", "/api/runs/none", operator, "").status());
    }

    @Test
    void aProbeHearsThatThePlatformIsUpAndNoMore() {
        URI url = locked();
        Answer stranger = Answer.of(url, "GET", "/api/health", null, "");
        assertEquals(200, stranger.status());
        assertEquals("{\"status\":\"up\"}", stranger.body());
        String reader = file.create("reader", Role.READ).token();
        assertTrue(Answer.of(url, "GET", "/api/health", reader, "").body().contains("\"pid\""));
        assertEquals(
                401, Answer.of(url, "GET", "/api/health", "hearth_guess", "").status());
    }

    @Test
    void pathsThatMeanTheSameAreGuardedTheSame() {
        URI url = locked();
        for (String path : List.of(
                "/api/../api/catalog",
                "/api//catalog",
                "/api/catalog/",
                "/api/%63atalog",
                "//api/catalog",
                "/open/../api/catalog")) {
            assertEquals(401, Answer.of(url, "GET", path, null, "").status(), path);
        }
    }

    @Test
    void onlyOpenPathsAreOpen() {
        URI url = locked();
        // Nothing is there, and everybody may know it.
        assertEquals(404, Answer.of(url, "GET", "/open/page", null, "").status());
        assertEquals(401, Answer.of(url, "GET", "/open", null, "").status());
    }

    @Test
    void withoutAuthenticationABrowsersForeignPageIsRefused() throws IOException {
        URI url = unlocked();
        assertEquals(200, Answer.of(url, "GET", "/api/catalog", null, "").status());
        assertEquals(403, raw(url, "GET /api/catalog HTTP/1.1", "Host: evil.example"));
        assertEquals(
                403,
                raw(
                        url,
                        "POST /api/workflows/echo HTTP/1.1",
                        "Host: localhost",
                        "Origin: https://evil.example",
                        "Content-Type: text/plain",
                        "Content-Length: 0"));
        assertEquals(403, raw(url, "GET /hearth/link HTTP/1.1", "Host: localhost", "Origin: https://evil.example"));
        assertEquals(200, raw(url, "GET /api/catalog HTTP/1.1", "Host: localhost:1", "Origin: http://localhost:1"));
    }

    @Test
    void everyRouteHasARole() {
        FakePlatform platform = start(Optional.empty());
        int named = 0;
        for (Route route : platform.routes()) {
            Set<HttpMethod> methods = route.methods();
            if (methods == null || route.getPath() == null) {
                // The filter itself, and the answer to what is no route.
                continue;
            }
            for (HttpMethod method : methods) {
                named++;
                assertTrue(
                        RouteRoles.named(method.name(), route.getPath()).isPresent(),
                        () -> "No role in RouteRoles for " + method + " " + route.getPath());
            }
        }
        assertTrue(named > 5);
        assertFalse(RouteRoles.named("POST", "/api/anything").isPresent());
        assertEquals(Optional.of(Role.OPERATE), RouteRoles.needed("POST", "/api/anything"));
    }

    private URI locked() {
        return start(Optional.of(new Tokens(Optional.of(file), System::nanoTime)))
                .url();
    }

    private URI unlocked() {
        return start(Optional.empty()).url();
    }

    private FakePlatform start(Optional<Tokens> tokens) {
        FakePlatform platform = new FakePlatform(router -> router.route()
                .order(-100)
                .handler(new AccessFilter(tokens, Optional.empty(), new LocalCallers(List.of()), List.of("/open/*"))));
        platforms.add(platform);
        return platform;
    }

    private static int raw(URI url, @Nullable String... lines) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(status.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
    }
}
