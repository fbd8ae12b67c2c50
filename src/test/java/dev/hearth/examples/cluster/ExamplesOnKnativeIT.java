package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples give in pods what they give on replica processes and in one JVM. */
@OnCluster
class ExamplesOnKnativeIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello-world     | {}                                   | \"hello\"",
                "caching-basic   | {\"initValue\":1,\"state\":3}        | 13",
                "crossing        | {\"values\":[1,2,3]}                 | 11",
                "receipt         | {\"item\":\"teapot\",\"quantity\":3} "
                        + "| {\"text\":\"3 x teapot\",\"net\":37.50,\"gross\":45.00}",
                "longest-word    | {\"text\":\"warm pools of function calls\"} | \"FUNCTION\"",
                "evening         | {}                                   | {\"greeting\":\"hello\",\"value\":13}",
                "front-page      | {}     | [\"POOLS: warm pools of calls\",\"NOTHING: nothing starts twice\"]",
                "repeated        | {\"times\":20}                       | {\"calls\":20,\"processes\":1}",
                "isolation       | {} | {\"field\":\"clean\",\"staticField\":\"clean\",\"property\":\"clean\"}",
                "colours         | {}                                   | [\"blue\",\"red\",\"blue\"]",
                "cache-keys      | {}                   | [\"load\",\"hit\",\"load\",\"load\",\"hit\"]",
                "third-time-lucky| {}                                   | 3",
                "reviews         | {}                                   | [3,-3,0]",
            })
    void anExampleGivesTheSameResult(String workflow, String input, String result, Installation installation) {
        try (Platform platform = installation.platform()) {
            assertEquals(Platform.json(result), Platform.json(platform.workflow(workflow, input)));
        }
    }

    @Test
    void aModelIsLoadedAtMostOnceInEachPod(Installation installation) {
        try (Platform platform = installation.platform()) {
            JsonNode summary = Platform.json(platform.workflow("scores", "{}"));
            assertEquals(210, summary.path("sum").asInt(), summary::toString);
            assertTrue(summary.path("loads").asInt() <= summary.path("replicas").asInt(), summary::toString);
            assertTrue(summary.path("replicas").asInt() <= 2, summary::toString);
        }
    }
}
