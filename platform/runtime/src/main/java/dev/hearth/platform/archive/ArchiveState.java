package dev.hearth.platform.archive;

/**
 * What replicas that start now take classes from.
 *
 * @param kind {@code cds}, {@code aot}, {@code none}, or {@code making} while it is being made
 * @param reason why none; empty otherwise
 */
public record ArchiveState(String kind, String reason) {
    /** While it is being made, replicas start without. */
    public static final ArchiveState MAKING = new ArchiveState("making", "");

    public static ArchiveState none(String reason) {
        return new ArchiveState("none", reason);
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? kind : kind + " (" + reason + ")";
    }
}
