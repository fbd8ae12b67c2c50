package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Pods go at random while a map runs, some at once and some with the time that Kubernetes gives them: no result is lost. */
@OnCluster
class PodDeletionIT {
    private static final int ELEMENTS = 10_000;
    private static final int MILLIS = 10;
    private static final Duration BETWEEN = Duration.ofSeconds(6);

    @Test
    void aMapOfTenThousandElementsLosesNoResultWhilePodsAreDeleted(Installation installation) throws Exception {
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i < ELEMENTS; i++) {
            elements.append("{\"millis\":").append(MILLIS).append(",\"manner\":\"HEEDS\"}\n");
        }
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<List<String>> deleting =
                CompletableFuture.supplyAsync(() -> deletePods(installation.namespace(), ended));
        try (Platform platform = installation.platform();
                BufferedReader outcomes = new BufferedReader(new InputStreamReader(
                        platform.stream(
                                "/api/tasks/sleeper.sleep/map?window=20000",
                                "application/x-ndjson",
                                elements.toString()),
                        StandardCharsets.UTF_8))) {
            JsonNode end = assertEachOnce(outcomes);
            assertEquals("succeeded", end.path("state").asText(), end::toString);
            assertEquals(ELEMENTS, end.path("elements").asInt(), end::toString);
            assertEquals(0, end.path("failed").asInt(), end::toString);
        } finally {
            ended.countDown();
        }
        List<String> deleted = deleting.get(1, TimeUnit.MINUTES);
        assertTrue(deleted.size() >= 3, () -> "the map ended before pods were deleted: " + deleted);
    }

    /** Each element has one result; the answer is what the map's last line says of its end. */
    private static JsonNode assertEachOnce(BufferedReader outcomes) throws IOException {
        BitSet seen = new BitSet(ELEMENTS);
        for (String line = outcomes.readLine(); line != null; line = outcomes.readLine()) {
            JsonNode outcome = Platform.json(line);
            if (outcome.has("end")) {
                assertEquals(ELEMENTS, seen.cardinality(), outcome::toString);
                return outcome.path("end");
            }
            int index = outcome.path("index").asInt();
            assertTrue(outcome.hasNonNull("value"), line);
            assertTrue(!seen.get(index), () -> "two results of element " + index);
            seen.set(index);
        }
        throw new AssertionError("the answer broke off after " + seen.cardinality() + " results");
    }

    private static List<String> deletePods(Namespace namespace, CountDownLatch ended) {
        Random random = new Random();
        List<String> deleted = new ArrayList<>();
        try {
            while (!ended.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                List<String> pods = List.copyOf(namespace.pods("sleeper").ready());
                if (!pods.isEmpty()) {
                    String pod = pods.get(random.nextInt(pods.size()));
                    var resource = namespace.client().pods().withName(pod);
                    if (random.nextBoolean()) {
                        resource.withGracePeriod(0).delete();
                    } else {
                        resource.delete();
                    }
                    deleted.add(pod);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return deleted;
    }
}
