package dev.hearth.platform.pool;

import org.jspecify.annotations.Nullable;

/**
 * Elements in a row, linked through themselves: nothing is allocated for one that comes or goes. An element is in one chain at most.
 *
 * <p>Who keeps a chain for long puts a new one in its place now and then. The collector has a processor fence for each reference that is
 * set in an old object, and none in a young one: those of the ends of chains took a tenth of what an element costs the pool.
 */
final class Chain {
    @Nullable
    Element first;

    @Nullable
    Element last;

    Chain() {}

    private Chain(Chain before) {
        first = before.first;
        last = before.last;
    }

    /** The same elements in a young chain, instead of this. */
    Chain renewed() {
        return new Chain(this);
    }

    void add(Element element) {
        Element before = last;
        element.previous = before;
        if (before == null) {
            first = element;
        } else {
            before.next = element;
        }
        last = element;
    }

    void remove(Element element) {
        Element before = element.previous;
        Element after = element.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        element.previous = null;
        element.next = null;
    }
}
