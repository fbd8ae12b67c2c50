package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the examples on replica processes of one platform, which the commands find by its state file. */
class ExamplesIT {
    @RegisterExtension
    static final Hearth HEARTH = Hearth.forAllTests().with("HEARTH_ENVIRONMENTS__FIFTY__REPLICA_COUNT", "3");

    private static String url = "";

    @BeforeAll
    static void serve() {
        url = HEARTH.start("serve", "--port", "0").url();
    }

    @Test
    void aSecondCallIsWarmAndLoadsNothing() {
        String[] command = {"run", "caching-basic", "--input", "{\"initValue\":1,\"state\":3}"};
        HEARTH.run(command).assertPrints("13");
        HEARTH.run(command).assertPrints("13");
        List<JsonNode> runs = new RunRecords(url).of("caching-basic");
        assertEquals(2, runs.size());
        assertEquals(1, RunRecords.sum(runs.get(0), "cacheMisses"));
        assertEquals(3, RunRecords.sum(runs.get(0), "cacheHits"));
        assertEquals(1, RunRecords.sum(runs.get(0), "cold"));
        assertEquals(0, RunRecords.sum(runs.get(1), "cacheMisses"));
        assertEquals(4, RunRecords.sum(runs.get(1), "cacheHits"));
        assertEquals(0, RunRecords.sum(runs.get(1), "cold"));
        HEARTH.run("run", "evening").assertPrints("{\"greeting\":\"hello\",\"value\":13}");
    }

    @Test
    void theSameInputGivesTheSameStepsAndAnotherInputOthers() {
        HEARTH.run("run", "pi");
        HEARTH.run("run", "pi");
        HEARTH.run("run", "pi", "--input", "{\"dartsPerBranch\":10}");
        List<List<String>> runs = new RunRecords(url)
                .of("pi").stream().map(RunRecords::identities).toList();
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
        HEARTH.run("run", "isolation")
                .assertPrints("{\"field\":\"clean\",\"staticField\":\"clean\",\"property\":\"clean\"}");
    }

    @Test
    void anEnvironmentsVariableIsSeenAndWhatATaskSetsIsNot() {
        HEARTH.run("run", "colours").assertPrints("\"blue\"", "\"red\"", "\"blue\"");
    }

    @Test
    void manyCallsAndNestedWorkflowsStayOnOneReplica() {
        HEARTH.run("run", "repeated").assertPrints("{\"calls\":20,\"processes\":1}");
        HEARTH.run("run", "front-page")
                .assertPrints("\"POOLS: warm pools of calls\"", "\"NOTHING: nothing starts twice\"");
        List<JsonNode> runs = new RunRecords(url).of("front-page");
        assertEquals(1, runs.size());
        assertEquals(List.of("text-1"), RunRecords.replicas(runs.get(0)));
    }

    @Test
    void aModelIsLoadedOnceOnEachReplicaOfAMap() {
        Ended ended = HEARTH.run("run", "scores");
        assertTrue(
                ended.out().matches("\\{\"sum\":210,\"values\":20,\"replicas\":([12]),\"loads\":\\1}\\s*"),
                ended::toString);
        JsonNode run = new RunRecords(url).of("scores").get(0);
        assertEquals(RunRecords.replicas(run).size(), RunRecords.sum(run, "cacheMisses"));
        assertEquals(20, RunRecords.sum(run, "cacheMisses") + RunRecords.sum(run, "cacheHits"));
    }

    @Test
    void equalKeysHitAndUnequalOnesLoad() {
        HEARTH.run("run", "cache-keys").assertPrints("\"load\"", "\"hit\"", "\"load\"", "\"load\"", "\"hit\"");
    }

    @Test
    void languagesOfTheShippedTextsAreDetected() {
        Ended ended = HEARTH.run("run", "detect-languages");
        assertEquals(0, ended.code(), ended::toString);
        assertEquals(97, ended.lines().size());
        assertTrue(
                ended.lines().get(0).matches("\\{\"language\":\"afr\",\"confidence\":0\\.\\d+}"),
                ended.lines().get(0));
        assertEquals(
                "{\"accuracy\":0.9375,\"right\":90,\"of\":96}", ended.lines().get(96));
    }

    @Test
    void languagesOfAFileOfTheUsersAreDetected() {
        Path file = HEARTH.file(
                "txt",
                "Der Hund läuft durch den Wald und sucht seinen Ball.\nLe chien court dans la forêt et cherche sa balle.\n");
        Ended ended = HEARTH.run("run", "detect-languages", "--input", "{\"file\":\"" + file + "\"}");
        assertEquals(0, ended.code(), ended::toString);
        assertEquals(
                List.of("deu", "fra"),
                ended.lines().stream().map(line -> line.substring(13, 16)).toList());
    }

    @Test
    void aMapUsesAsManyReplicasAsAreConfiguredAndNoMore() {
        Ended ended = HEARTH.run("run", "map-2000");
        assertEquals(0, ended.code(), ended::toString);
        assertTrue(
                ended.out()
                        .matches(
                                "\\{\"elements\":2000,\"replicas\":[23],\"sum\":2668667000,\"expected\":2668667000}\\s*"),
                ended.out());
    }

    @Test
    void attemptsAreRepeatedAndLimited() {
        HEARTH.run("run", "third-time-lucky").assertPrints("3");
        HEARTH.run("run", "out-of-patience").assertPrints("\"TIMEOUT\"");
    }

    @Test
    void theSmallExamplesPrintWhatTheySay() {
        HEARTH.run("run", "hello-world").assertPrints("\"hello\"");
        HEARTH.run("run", "longest-word", "--input", "{\"text\":\"warm pools of function calls\"}")
                .assertPrints("\"FUNCTION\"");
        HEARTH.run("run", "crossing", "--input", "{\"values\":[1,2,3]}").assertPrints("11");
        HEARTH.run("run", "receipt", "--input", "{\"item\":\"teapot\",\"quantity\":3}")
                .assertPrints("{\"text\":\"3 x teapot\",\"net\":37.50,\"gross\":45.00}");
    }
}
