package dev.hearth.examples.durable;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.Workflow;
import dev.hearth.WorkflowContext;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

public class Ledgers {
    /** What stands below a ledger. */
    public record Seal(UUID id, Instant opened, long sum) {}

    @Inject
    Ledger ledger;

    @Inject
    Actors actors;

    @Inject
    WorkflowContext context;

    /** One entry after the other. */
    @Workflow
    public Seal keepLedger(String file, @Default("10") int entries, @Default("500") int millis) {
        UUID id = context.uuid();
        Instant opened = context.now();
        long sum = 0;
        for (int entry = 0; entry < entries; entry++) {
            sum += ledger.enter(file, entry, millis);
        }
        return new Seal(id, opened, sum);
    }

    /** Very many entries at once. */
    @Workflow
    public long fillLedger(String file, @Default("100000") int entries) {
        try (Stream<Integer> entered =
                actors
                        .map(IntStream.range(0, entries).boxed().toList(), entry -> ledger.enter(file, entry, 0))
                        .stream()) {
            return entered.mapToLong(Integer::longValue).sum();
        }
    }
}
