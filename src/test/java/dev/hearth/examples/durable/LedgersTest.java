package dev.hearth.examples.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.WorkflowContext;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class LedgersTest {
    @Inject
    Ledgers workflow;

    @Inject
    WorkflowContext context;

    @TempDir
    Path folder;

    @Test
    void aLedgerHasItsEntriesInOrder() throws IOException {
        Path file = folder.resolve("ledger");
        Instant before = Instant.now().minusMillis(1);
        Ledgers.Seal seal = workflow.keepLedger(file.toString(), 4, 0);
        assertEquals(List.of("0", "1", "2", "3"), Files.readAllLines(file));
        assertEquals(6, seal.sum());
        assertTrue(seal.opened().isAfter(before)
                && seal.opened().isBefore(Instant.now().plusMillis(1)));
    }

    @Test
    void aFilledLedgerHasEachEntryOnce() throws IOException {
        Path file = folder.resolve("ledger");
        assertEquals(999 * 500, workflow.fillLedger(file.toString(), 1000));
        List<String> lines = Files.readAllLines(file);
        assertEquals(1000, lines.size());
        assertEquals(1000, new HashSet<>(lines).size());
    }

    @Test
    void aWorkflowsContextAnswersInWorkflowsAlone() {
        IllegalStateException refused = assertThrows(IllegalStateException.class, context::uuid);
        assertTrue(String.valueOf(refused.getMessage()).contains("no workflow runs on this thread"));
    }
}
