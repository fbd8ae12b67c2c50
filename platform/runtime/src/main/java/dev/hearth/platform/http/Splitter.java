package dev.hearth.platform.http;

import org.jspecify.annotations.Nullable;

/** Cuts bytes that arrive in pieces into elements. Holds one piece and at most one element's beginning. Not safe for use by several threads. */
sealed interface Splitter permits LineSplitter, ArraySplitter {
    /** The next piece; only when {@link #next} has nothing more to give. */
    void feed(byte[] bytes);

    /** Whether some of the last piece is left. */
    boolean hasMore();

    /** Whether {@link #next} has a whole element to give. */
    boolean hasElement();

    /**
     * The next whole element, or null if a further piece is needed.
     *
     * @throws InputException if there is none, or it is too long
     */
    byte @Nullable [] next();

    /**
     * What is left at the end of the input; null if that is nothing.
     *
     * @throws InputException if the input must not end here
     */
    byte @Nullable [] last();

    /** Which element was given last, for messages. */
    String place();
}
