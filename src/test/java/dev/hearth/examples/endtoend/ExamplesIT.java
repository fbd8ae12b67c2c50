package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.examples.endtoend.Caller.Called;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the examples on replica processes of one platform. What the commands print of them is in the documents, see {@link DocumentsIT}. */
class ExamplesIT {
    @RegisterExtension
    static final Hearth HEARTH = Hearth.forAllTests().with("HEARTH_ENVIRONMENTS__FIFTY__REPLICA_COUNT", "4");

    private static Caller platform = new Caller("");
    private static RunRecords records = new RunRecords("");

    @BeforeAll
    static void serve() {
        String url = HEARTH.start("serve", "--port", "0").url();
        platform = new Caller(url);
        records = new RunRecords(url);
    }

    @Test
    void aSecondCallIsWarmAndLoadsNothing() {
        // The command finds the platform by its state file.
        HEARTH.run("run", "caching-basic", "--input", "{\"initValue\":1,\"state\":3}")
                .assertPrints("13");
        platform.run("caching-basic", "{\"initValue\":1,\"state\":3}").assertGives("13");
        List<JsonNode> runs = records.of("caching-basic");
        assertEquals(2, runs.size());
        assertEquals(1, RunRecords.sum(runs.get(0), "cacheMisses"));
        assertEquals(3, RunRecords.sum(runs.get(0), "cacheHits"));
        assertEquals(1, RunRecords.sum(runs.get(0), "cold"));
        assertEquals(0, RunRecords.sum(runs.get(1), "cacheMisses"));
        assertEquals(4, RunRecords.sum(runs.get(1), "cacheHits"));
        assertEquals(0, RunRecords.sum(runs.get(1), "cold"));
        platform.run("evening").assertGives("{\"greeting\":\"hello\",\"value\":13}");
    }

    @Test
    void theSameInputGivesTheSameStepsAndAnotherInputOthers() {
        platform.run("pi");
        platform.run("pi");
        platform.run("pi", "{\"dartsPerBranch\":10}");
        List<List<String>> runs =
                records.of("pi").stream().map(RunRecords::identities).toList();
        assertEquals(3, runs.size());
        assertEquals(
                List.of("/0.0/ 0 darts.hits", "/0.1/ 0 darts.hits"),
                runs.get(0).stream()
                        .map(step -> step.substring(0, step.lastIndexOf(' ')))
                        .toList());
        assertEquals(runs.get(0), runs.get(1));
        assertNotEquals(runs.get(0), runs.get(2));
    }

    @Test
    void whatATaskLeavesBehindIsNotSeenByTheNext() {
        platform.run("isolation").assertGives("{\"field\":\"clean\",\"staticField\":\"clean\",\"property\":\"clean\"}");
    }

    @Test
    void anEnvironmentsVariableIsSeenAndWhatATaskSetsIsNot() {
        platform.run("colours").assertGives("[\"blue\",\"red\",\"blue\"]");
    }

    @Test
    void manyCallsAndNestedWorkflowsStayOnOneReplica() {
        platform.run("repeated").assertGives("{\"calls\":20,\"processes\":1}");
        platform.run("front-page").assertGives("[\"POOLS: warm pools of calls\",\"NOTHING: nothing starts twice\"]");
        List<JsonNode> runs = records.of("front-page");
        assertEquals(1, runs.size());
        assertEquals(List.of("text-1"), RunRecords.replicas(runs.get(0)));
    }

    @Test
    void aModelIsLoadedOnceOnEachReplicaOfAMap() {
        Called called = platform.run("scores");
        assertTrue(
                called.body().matches("\\{\"sum\":210,\"values\":20,\"replicas\":([12]),\"loads\":\\1}"),
                called::toString);
        JsonNode run = records.of("scores").get(0);
        assertEquals(RunRecords.replicas(run).size(), RunRecords.sum(run, "cacheMisses"));
        assertEquals(20, RunRecords.sum(run, "cacheMisses") + RunRecords.sum(run, "cacheHits"));
    }

    @Test
    void equalKeysHitAndUnequalOnesLoad() {
        platform.run("cache-keys").assertGives("[\"load\",\"hit\",\"load\",\"load\",\"hit\"]");
    }

    @Test
    void languagesOfTheShippedTextsAreDetected() {
        JsonNode detected = platform.run("detect-languages").json();
        assertEquals(97, detected.size(), detected::toString);
        assertTrue(
                detected.get(0).toString().matches("\\{\"language\":\"afr\",\"confidence\":0\\.\\d+}"),
                detected.get(0)::toString);
        assertEquals(
                "{\"accuracy\":0.9375,\"right\":90,\"of\":96}", detected.get(96).toString());
    }

    @Test
    void languagesOfAFileOfTheUsersAreDetected() {
        Path file = HEARTH.file(
                "txt",
                "Der Hund läuft durch den Wald und sucht seinen Ball.\nLe chien court dans la forêt et cherche sa balle.\n");
        JsonNode detected =
                platform.run("detect-languages", "{\"file\":\"" + file + "\"}").json();
        assertEquals(List.of("deu", "fra"), detected.findValuesAsText("language"), detected::toString);
    }

    @Test
    void aMapUsesAsManyReplicasAsAreConfiguredAndNoMore() {
        Called called = platform.run("map-2000");
        assertTrue(
                called.body()
                        .matches("\\{\"elements\":2000,\"replicas\":[34],\"sum\":2668667000,\"expected\":2668667000}"),
                called::toString);
    }

    @Test
    void attemptsAreRepeatedAndLimited() {
        platform.run("third-time-lucky").assertGives("3");
        platform.run("out-of-patience").assertGives("\"TIMEOUT\"");
    }

    @Test
    void theSmallExamplesGiveWhatTheySay() {
        platform.run("hello-world").assertGives("\"hello\"");
        platform.run("longest-word", "{\"text\":\"warm pools of function calls\"}")
                .assertGives("\"FUNCTION\"");
        platform.run("crossing", "{\"values\":[1,2,3]}").assertGives("11");
        platform.run("receipt", "{\"item\":\"teapot\",\"quantity\":3}")
                .assertGives("{\"text\":\"3 x teapot\",\"net\":37.50,\"gross\":45.00}");
    }
}
