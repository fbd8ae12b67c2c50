package dev.hearth.platform.run;

import java.util.Iterator;

/** An iterator that knows whether its next answer would wait. */
public interface ReadyIterator<T> extends Iterator<T> {
    /** Whether {@link #hasNext} and {@link #next} would answer without waiting. */
    boolean ready();
}
