package dev.hearth.platform.journal;

import java.util.List;

/** What can be written. */
sealed interface Write {
    /** A run begins. */
    record Begin(JournalledRun run) implements Write {}

    /** A durable map has all its elements. */
    record Spooled(String run) implements Write {}

    /** A step has ended. */
    record Step(String run, JournalledStep step) implements Write {}

    /** Outcomes of a map. */
    record Outcomes(OutcomeRow row, byte[] packed) implements Write {}

    /** Elements of a durable map. */
    record Spool(String run, int number, long first, int elements, byte[] packed) implements Write {}

    /** A run has ended. */
    record End(String run, RunEnd end) implements Write {}

    /** Runs go, with all they have. */
    record Remove(List<String> runs) implements Write {}

    /** Nothing itself: done when all before it is. */
    record Barrier() implements Write {}
}
