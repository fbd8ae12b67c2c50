package dev.hearth.platform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.platform.http.ApiJson;
import dev.hearth.platform.run.MapProgress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    @Test
    void theLastLineHasAllNumbers() throws JsonProcessingException {
        Progress progress = progress(true);
        JsonNode who = ApiJson.MAPPER.readTree("{\"replica\":\"a-1\",\"attempts\":2}");
        progress.settled(false, who);
        progress.settled(true, who);
        now = 500_000_000;
        progress.end();
        String text = err.toString(StandardCharsets.UTF_8);
        assertEquals(
                "2 done  4/s  1 failed  2 retried  1 replicas  0.5 s\u001b[K\n",
                text.substring(text.lastIndexOf('\r') + 1));
    }

    @Test
    void nothingIsDrawnWhenNobodyWatches() {
        Progress progress = progress(false);
        progress.settled(false, null);
        progress.end();
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aWorkflowTellsHowManyOfItsElementsAreDone() {
        assertEquals(
                "1,500 of 2,000 elements done  2 failed  3 retried  1.5 s",
                RunProgress.text(new MapProgress(2000, 1498, 2, 3, 500), 1.5));
    }

    private Progress progress(boolean interactive) {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                Map.of());
        return new Progress(terminal, () -> now);
    }
}
