package dev.hearth.examples.sidecar;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.InitContainer;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the model beside its replica. */
@ActorEnvironment(
        name = "critic",
        replicaCount = 2,
        initContainers =
                @InitContainer(
                        name = "sentiment",
                        command = {
                            "$(HEARTH_JAVA)",
                            "-Xmx32m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            "$(HEARTH_CLASS_PATH)",
                            "dev.hearth.examples.sidecar.SentimentServer"
                        },
                        sidecar = true,
                        portVariable = "SENTIMENT_PORT"))
public class Critic {
    @Inject
    TaskContext context;

    @ActorCache
    HttpClient client() {
        return HttpClient.newHttpClient();
    }

    @Task
    public int score(String text) {
        URI model = URI.create("http://127.0.0.1:" + context.variables().get("SENTIMENT_PORT") + "/");
        HttpRequest request = HttpRequest.newBuilder(model)
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build();
        return client().sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> Integer.parseInt(answer.body()))
                .join();
    }
}
