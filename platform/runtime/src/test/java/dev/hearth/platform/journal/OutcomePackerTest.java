package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.pool.Settled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomePackerTest {
    @Test
    void whatIsPackedIsUnpackedAsItWas() {
        Random random = new Random(7);
        List<Outcome> outcomes = new ArrayList<>();
        OutcomePacker packer = new OutcomePacker();
        for (int i = 0; i < 2_000; i++) {
            Outcome outcome = outcome(random);
            outcomes.add(outcome);
            packer.add(outcome);
        }
        List<Outcome> unpacked = OutcomePacker.unpack(packer.packed());
        assertEquals(outcomes.size(), unpacked.size());
        for (int i = 0; i < outcomes.size(); i++) {
            assertEquals(text(outcomes.get(i)), text(unpacked.get(i)));
        }
        assertEquals(outcomes.stream().mapToLong(Outcome::index).min().orElseThrow(), packer.first());
        assertEquals(outcomes.stream().mapToLong(Outcome::index).max().orElseThrow(), packer.last());
        assertEquals(outcomes.size(), packer.succeeded() + packer.failed());
    }

    @Test
    void aShortOutcomeTakesFewBytes() {
        OutcomePacker packer = new OutcomePacker();
        for (int i = 0; i < 1_000; i++) {
            packer.add(new Outcome(
                    i,
                    i * 31,
                    1_000_000,
                    new Settled(new byte[] {'7'}, null, "numbers-1", 1, 50_000, 900, false, 0, 0)));
        }
        assertEquals(true, packer.size() < 24_000, () -> "" + packer.size());
    }

    private static Outcome outcome(Random random) {
        boolean success = random.nextInt(4) > 0;
        byte[] result = new byte[random.nextInt(300)];
        random.nextBytes(result);
        return new Outcome(
                random.nextInt(10) == 0 ? random.nextLong(1L << 50) : random.nextInt(100),
                random.nextInt(),
                random.nextLong(1L << 40),
                new Settled(
                        success ? result : null,
                        success
                                ? null
                                : new Failure(
                                        List.of(FailureKind.values()).get(random.nextInt(FailureKind.values().length)),
                                        "é\0 message",
                                        "trace\nof it",
                                        false),
                        "replica-" + random.nextInt(5),
                        random.nextInt(9),
                        random.nextLong(1L << 45),
                        random.nextLong(1L << 45),
                        random.nextBoolean(),
                        random.nextInt(1000),
                        random.nextInt(1000)));
    }

    /** A record with an array is not equal to its copy. */
    private static String text(Outcome outcome) {
        Settled settled = outcome.settled();
        byte[] result = settled.result();
        return outcome.index() + " " + outcome.digest() + " " + outcome.atMicros() + " "
                + (result == null ? "none" : new String(result, StandardCharsets.ISO_8859_1))
                + Objects.toString(settled.failure())
                + new Settled(
                        null,
                        null,
                        settled.replica(),
                        settled.attempts(),
                        settled.queuedNanos(),
                        settled.runNanos(),
                        settled.cold(),
                        settled.cacheHits(),
                        settled.cacheMisses());
    }
}
