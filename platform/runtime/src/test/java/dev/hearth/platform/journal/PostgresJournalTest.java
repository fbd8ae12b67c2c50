package dev.hearth.platform.journal;

/** Skipped where no PostgreSQL can run. */
class PostgresJournalTest extends JournalContract {
    @Override
    Settings database() {
        return PostgresServer.newDatabase();
    }
}
