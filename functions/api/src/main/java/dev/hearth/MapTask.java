package dev.hearth;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A map that has not begun. Options return a new map; a terminal operation runs it, once. Not safe for use by several
 * threads. Interrupting the thread that waits, or closing a stream before its end, cancels the map.
 *
 * @param <R> what each element becomes
 */
public interface MapTask<R> {
    /** The window of {@link #stream} in input order, in elements, unless set: {@value}. */
    int DEFAULT_WINDOW = 20_000;

    /**
     * How many elements run at once, at most.
     *
     * @param elements at least 1; default: the pool's capacity
     */
    MapTask<R> concurrency(int elements);

    /** Retries instead of those of the task's {@link Task#retry}. */
    MapTask<R> retry(RetryPolicy policy);

    /** The limit of one attempt instead of {@link Task#timeoutMillis}. */
    MapTask<R> timeout(Duration limit);

    /** The limit of waiting instead of {@link Task#queueTimeoutMillis}. */
    MapTask<R> queueTimeout(Duration limit);

    /**
     * How many elements may be between the one read last and the one given out last. It bounds the memory of a map
     * whatever its length; in input order, a straggler holds intake back when the window is full.
     *
     * @param elements at least 1; default {@value #DEFAULT_WINDOW}
     */
    MapTask<R> window(int elements);

    /** Gives results in the order of completion rather than of input. */
    MapTask<R> unordered();

    /** Gives each element's outcome with its provenance instead of its bare value. Every element must still succeed. */
    MapTask<Outcome<R>> outcomes();

    /**
     * Lets elements fail. As soon as fewer than {@code successes} can be reached the map fails and the rest is cancelled; if the
     * number of elements is not known before (a stream, a lazy iterable), that is judged at the end.
     */
    MapTask<Outcome<R>> minSuccesses(long successes);

    /** {@link #minSuccesses} as {@code ceil(ratio * elements)}; ratio from 0 to 1. */
    MapTask<Outcome<R>> minSuccessRatio(double ratio);

    /**
     * Runs the map and waits for its end.
     *
     * @throws TaskFailedException if an element failed and every element had to succeed
     * @throws MapFailedException if the minimum of successes was not reached
     */
    List<R> toList();

    /**
     * Runs the map with bounded memory: elements are read while results are taken. Close the stream when it is not read to its
     * end. Failures are thrown, as of {@link #toList}, by the operation that meets them.
     */
    Stream<R> stream();
}
