package dev.hearth.platform.run;

import dev.hearth.platform.journal.TestJournal;

/** Skipped where no PostgreSQL can run. */
class PostgresReplayTest extends ReplayContract {
    @Override
    TestJournal open() {
        return TestJournal.postgresql();
    }
}
