package dev.hearth.platform.pool;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one run that wait to be sent, first in first out. Those that come back (returned, lost, due for a retry) are older than any that was
 * never sent, so they go before them, oldest first. The fresh ones are linked through themselves: a run of one element allocates nothing here.
 */
final class RunQueue {
    private @Nullable Element first;
    private @Nullable Element last;
    private @Nullable PriorityQueue<Element> back;

    boolean isEmpty() {
        return first == null && (back == null || back.isEmpty());
    }

    /** The one to be sent next. */
    @Nullable
    Element peek() {
        return back != null && !back.isEmpty() ? back.peek() : first;
    }

    void add(Element element) {
        element.cameBack = false;
        element.previous = last;
        if (last == null) {
            first = element;
        } else {
            last.next = element;
        }
        last = element;
    }

    void addBack(Element element) {
        if (back == null) {
            back = new PriorityQueue<>(Comparator.comparingLong(e -> e.order));
        }
        element.cameBack = true;
        back.add(element);
    }

    void remove(Element element) {
        if (element.cameBack) {
            PriorityQueue<Element> queue = back;
            if (queue != null && queue.peek() == element) {
                queue.poll();
            } else if (queue != null) {
                queue.remove(element);
            }
            return;
        }
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
