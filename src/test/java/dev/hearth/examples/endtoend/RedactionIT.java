package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Gives a platform secrets of every kind, has it do and fail at everything, and looks for their values in all that comes out. */
class RedactionIT {
    private static final String SECRET = "open-sesame-7391";
    private static final String PASSWORD = "swordfish-5528";
    private static final String GUESS = "hearth_a-token-that-was-mistyped";

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();

    @Test
    void noValueIsInAnyOutput() throws IOException, InterruptedException {
        Path folder = Files.createDirectory(hearth.folder().resolve("secrets"));
        Files.writeString(folder.resolve("SIGNING_KEY"), SECRET + "\n");
        hearth.with("HEARTH_SECRETS_DIRECTORY", folder.toString())
                .with("HEARTH_JOURNAL_PASSWORD", PASSWORD)
                .with("HEARTH_AUTH_TOKENS", "true")
                .with("QUARKUS_LOG_LEVEL", "DEBUG");
        secrets.put("the secret", SECRET);
        secrets.put("the database's password", PASSWORD);
        secrets.put("a token that is not good", GUESS);
        String reader = token("reader", "read");
        String operator = token("operator", "operate");

        Started platform = hearth.start("serve", "--port", "0");
        String url = platform.url();
        Path state = hearth.folder().resolve("hearth-examples.json");
        Matcher own = Pattern.compile("\"token\":\"(hearth_[^\"]+)\"").matcher(Files.readString(state));
        assertTrue(own.find(), "the state file has no token");
        secrets.put("the platform's own token", own.group(1));

        assertTells("d4c4ca4dd4280cfecb602853f81ee479", command("run", "signature"));
        assertTells("secret 'SIGNING_KEY'", command("run", "faulty-secret-result", "--timeline"));
        assertTells("thrown: ***", command("run", "faulty-secret-failure", "--timeline"));
        command("run", "hello-world");
        command("run", "no-such-workflow");
        assertTells("  secrets SIGNING_KEY", command("list"));
        command("pools");
        command("tokens", "list");
        command("change", "signer", "ttl-seconds=80");
        for (String token : List.of(reader, operator, GUESS)) {
            for (String path :
                    List.of("/api/catalog", "/api/pools", "/api/runs", "/api/health", "/api/none", "/q/health")) {
                answer(url + path, "GET", token, "");
            }
            answer(url + "/api/workflows/signature", "POST", token, "{\"no\":1}");
            answer(url + "/api/workflows/signature", "POST", token, "{");
            answer(url + "/api/workflows/faulty-secret-failure", "POST", token, "{}");
            answer(url + "/api/environments/signer", "PATCH", token, "{\"environment.A\":\"b\"}");
        }
        Matcher runs = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(ask(url + "/api/runs", "GET", operator, ""));
        for (int i = 0; runs.find(); i++) {
            answer(url + "/api/runs/" + runs.group(1), "GET", operator, "");
            assertTrue(i < 100, "more runs than were started");
        }

        // The changes have given the environment a new pool, which has a replica once it is asked for something.
        command("run", "signature");
        List<ProcessHandle> replicas = hearth.processes().replicas("signer");
        assertFalse(replicas.isEmpty());
        String variables = variables(replicas.get(replicas.size() - 1));
        Matcher key = Pattern.compile("HEARTH_TOKEN=([^\0]+)").matcher(variables);
        assertTrue(key.find(), variables);
        outputs.put("the variables of the replica", variables.replace(key.group(1), ""));
        outputs.put(
                "the variables of the platform",
                variables(platform.process().toHandle()).replace("HEARTH_JOURNAL_PASSWORD=" + PASSWORD, ""));
        secrets.put("the replica's token", key.group(1));
        for (ProcessHandle process : hearth.processes().processes()) {
            outputs.put(
                    "the command line of process " + process.pid(),
                    Files.readString(Path.of("/proc/" + process.pid(), "cmdline")));
        }
        try (Stream<Path> files = Files.walk(hearth.folder())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder))
                    .filter(file -> !file.getFileName().toString().matches("\\d+\\.(out|err|input)"))
                    .toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                outputs.put("the file " + file, file.equals(state) ? text.replace(own.group(1), "") : text);
            }
        }
        platform.process().destroy();
        Ended ended = platform.await(Duration.ofSeconds(20));
        outputs.put("the platform's log", ended.out() + ended.err());
        // All of this has passed: there was something to find.
        assertTrue(
                ended.err().contains("DEBUG")
                        && ended.err().contains("logged: ***")
                        && ended.err().contains("printed: ***"),
                ended::toString);
        assertTrue(outputs.size() > 40, () -> outputs.keySet().toString());

        outputs.forEach((output, text) -> secrets.forEach(
                (secret, value) -> assertFalse(text.contains(value), () -> secret + " is in " + output)));
    }

    private String token(String name, String role) {
        String token = hearth.run("tokens", "create", "--name", name, "--role", role)
                .out()
                .strip();
        assertTrue(token.startsWith("hearth_"), token);
        secrets.put("the token " + name, token);
        return token;
    }

    private String command(String... words) {
        Ended ended = hearth.run(words);
        String told = ended.out() + ended.err();
        outputs.put("command " + String.join(" ", words), told);
        return told;
    }

    private static void assertTells(String part, String told) {
        assertTrue(told.contains(part), () -> "'" + part + "' is not in: " + told);
    }

    private void answer(String url, String method, String token, String body) throws IOException, InterruptedException {
        outputs.put(method + " " + url + " " + body + " with " + token, ask(url, method, token, body));
    }

    private static String ask(String url, String method, String token, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + token)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.headers().map() + response.body();
    }

    private static String variables(ProcessHandle process) throws IOException {
        return new String(Files.readAllBytes(Path.of("/proc/" + process.pid(), "environ")), StandardCharsets.UTF_8);
    }
}
