package dev.hearth.platform.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.platform.journal.JournalledRun;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTest {
    private static final RunRequest REQUEST = RunRequest.of("http").withKey("k-1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":{\"c\":2,\"d\":3}} | { \"b\" : {\"d\":3, \"c\":2},\t\"a\":1 }",
                "{} | { }",
                "no JSON | no JSON"
            })
    void theSameInputWrittenInAnotherWayIsTheSameRequest(String first, String second) {
        assertDoesNotThrow(() -> workflow(second).checkSame(REQUEST, "r-1", workflow(first)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1} | {\"a\":2}",
                "{\"a\":1} | {\"a\":\"1\"}",
                "{\"a\":1} | {\"a\":1,\"b\":null}",
                "{\"a\":[1,2]} | {\"a\":[2,1]}",
                "{\"a\":0.1} | {\"a\":0.10000000000000000001}",
                "{\"a\":1} | no JSON"
            })
    void anotherInputIsRefusedWithTheKeyAndTheRun(String first, String second) {
        KeyReusedException refused = assertThrows(
                KeyReusedException.class, () -> workflow(second).checkSame(REQUEST, "r-1", workflow(first)));
        assertEquals("r-1", refused.run());
        assertEquals(
                "Run of 'bill' refused: its idempotency key 'k-1' belongs to run 'r-1' with another input. "
                        + "Use another key for another request.",
                refused.getMessage());
    }

    @Test
    void whatTheJournalHasIsComparedAsWhatMemoryHas() {
        JournalledRun run = new JournalledRun(
                "r-1",
                "v",
                "workflow",
                "bill",
                true,
                "http",
                Optional.empty(),
                Optional.of("k-1"),
                bytes("{\"a\":1}"),
                Optional.empty(),
                JournalledRun.RUNNING,
                Instant.EPOCH,
                Optional.empty());
        assertEquals(workflow("{\"a\": 1}"), Asked.of(run));
    }

    @Test
    void anEventThatComesAgainIsTheSameWhateverItSays() {
        RunRequest event = RunRequest.of("event").withKey("k-1");
        Asked first = Asked.of("workflow", "bill", event, bytes("{\"time\":1}"), Optional.empty());
        Asked again = Asked.of("workflow", "bill", event, bytes("{\"time\":2}"), Optional.empty());
        assertDoesNotThrow(() -> again.checkSame(event, "r-1", first));
    }

    @Test
    void anotherKindOrNameIsRefused() {
        Asked call = Asked.of("call", "bill", REQUEST, bytes("{}"), Optional.empty());
        KeyReusedException refused =
                assertThrows(KeyReusedException.class, () -> call.checkSame(REQUEST, "r-1", workflow("{}")));
        assertEquals(
                "Run of 'bill' refused: its idempotency key 'k-1' belongs to run 'r-1' of workflow 'bill'. "
                        + "Use another key for another request.",
                refused.getMessage());
    }

    private static Asked workflow(String input) {
        return Asked.of("workflow", "bill", REQUEST, bytes(input), Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
