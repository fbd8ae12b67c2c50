package dev.hearth.platform.run;

import dev.hearth.platform.journal.RunFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The place in a list of runs where a page ends: the last run's start and id. */
final class RunCursor {
    private RunCursor() {}

    static String write(RunRecord last) {
        return last.started() + "_" + last.id();
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static RunFilter.Position read(String cursor) {
        int middle = cursor.indexOf('_');
        try {
            return new RunFilter.Position(
                    Instant.parse(cursor.substring(0, Math.max(middle, 0))), cursor.substring(middle + 1));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Cannot list runs after '" + cursor
                            + "': it is no cursor. Take the one that a page gives as its next.",
                    e);
        }
    }

    /** The page that a query wants of runs that are sorted. */
    static RunPage page(RunQuery query, List<RunRecord> newestFirst) {
        Optional<RunFilter.Position> after = query.after().map(RunCursor::read);
        List<RunRecord> page = new ArrayList<>();
        for (RunRecord run : newestFirst) {
            if (query.wants(run) && after.map(place -> isAfter(run, place)).orElse(true)) {
                if (page.size() == query.limit()) {
                    return new RunPage(page, Optional.of(write(page.get(page.size() - 1))));
                }
                page.add(run);
            }
        }
        return new RunPage(page, Optional.empty());
    }

    private static boolean isAfter(RunRecord run, RunFilter.Position place) {
        int started = run.started().compareTo(place.started());
        return started < 0 || (started == 0 && run.id().compareTo(place.id()) < 0);
    }
}
