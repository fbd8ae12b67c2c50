package dev.hearth;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a workflow uses instead of the clock, of chance and of the world outside, so that it takes the same way when it runs again after a
 * crash of the platform: each value is recorded, and the second time it is the recorded one. Inject it into the class of the workflow. Its methods
 * work within a workflow alone, and throw {@link IllegalStateException} elsewhere. Each call is a step of the workflow; it returns once the value is on disk,
 * where the platform keeps a journal. Safe for use by several threads.
 */
public interface WorkflowContext {
    /** The run's id: the same after a crash. */
    String runId();

    /** The time when this was first called. */
    Instant now();

    /** A random UUID. */
    UUID uuid();

    /** A source of random numbers; the same numbers after a crash. The source itself is not safe for use by several threads. */
    RandomGenerator random();

    /**
     * The value that the supplier gives. The supplier may read a file or call a service; after a crash it is called again only if its
     * value had not been recorded. An exception is not recorded.
     *
     * @param name says in records and errors what it is
     * @param type of the value, which is recorded as JSON
     */
    <T> T record(String name, Class<T> type, Supplier<? extends T> value);
}
