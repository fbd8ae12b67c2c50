package dev.hearth.platform.run;

import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.journal.OutcomeRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes that the journal has of a map, asked for in the order of their indexes. Rows are read when their first index is reached:
 * in memory is only what lies ahead in rows that have begun. Not safe for use by several threads.
 */
final class RecordedOutcomes {
    private final Journal journal;
    private final List<OutcomeRow> rows;
    private final Map<Long, Outcome> read = new HashMap<>();
    private int next;

    RecordedOutcomes(Journal journal, List<OutcomeRow> rows) {
        this.journal = journal;
        this.rows = rows.stream()
                .sorted(Comparator.comparingLong(OutcomeRow::first))
                .toList();
    }

    /** The outcome of an index that is higher than any asked for before, or null if the journal has none. */
    @Nullable
    Outcome take(long index) {
        while (next < rows.size() && rows.get(next).first() <= index) {
            OutcomeRow row = rows.get(next++);
            for (Outcome outcome : JournalWaits.patiently(() -> journal.outcomes(row))) {
                read.put(outcome.index(), outcome);
            }
        }
        return read.isEmpty() ? null : read.remove(index);
    }
}
