package dev.hearth.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application as its users have it: a platform in a process, replicas in others, workflows called over HTTP. */
final class HearthPlatform {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final Pattern SERVING = Pattern.compile("Serving \\S+ at (http://\\S+)");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HearthPlatform(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts one.
     *
     * @param folder for its state and its log
     * @param variables of its process
     */
    static HearthPlatform start(Path jar, Path folder, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path log = folder.resolve("hearth.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", jar.toString(), "serve", "--port", "0", "--provisioner", "process"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(log.toFile());
        builder.environment().put("HEARTH_STATE", folder.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            Matcher serving = SERVING.matcher(Files.readString(log));
            if (serving.find()) {
                return new HearthPlatform(process, serving.group(1));
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IOException("Hearth did not start. Its log:\n" + Files.readString(log));
    }

    /** Runs a workflow and returns its result. */
    JsonNode run(String workflow, Map<String, Integer> input) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/workflows/" + workflow))
                .timeout(LONGEST_RUN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(input)))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "Workflow '" + workflow + "' answered " + response.statusCode() + ": " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    /** Ends it in order, so that its replicas end too; at once if it does not. Without effect on one that has ended. */
    void end() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
