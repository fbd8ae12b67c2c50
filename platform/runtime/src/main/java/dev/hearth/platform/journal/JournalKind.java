package dev.hearth.platform.journal;

/** The kinds of database that a journal may be in. */
public enum JournalKind {
    /** A file, owned by one platform. */
    H2,
    /** A server. */
    POSTGRESQL,
    /** Runs end with their platform. */
    NONE
}
