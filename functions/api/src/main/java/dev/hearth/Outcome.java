package dev.hearth;

/**
 * What became of one element of a map.
 *
 * @param <R> the task's result
 */
public sealed interface Outcome<R> {
    /** The element's position in the input, from 0. */
    long index();

    /** Who ran it, and when. */
    Provenance provenance();

    /** The value, or the failure as an exception. */
    R get();

    /** The element succeeded. */
    record Success<R>(long index, R value, Provenance provenance) implements Outcome<R> {
        @Override
        public R get() {
            return value;
        }
    }

    /** The element failed, after its retries. */
    record Failure<R>(long index, TaskFailedException failure, Provenance provenance) implements Outcome<R> {
        @Override
        public R get() {
            throw failure;
        }
    }
}
