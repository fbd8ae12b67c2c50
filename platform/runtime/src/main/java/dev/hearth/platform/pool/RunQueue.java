package dev.hearth.platform.pool;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one run that wait to be sent, first in first out. Those that come back (returned, lost, due for a retry) are older than any that was
 * never sent, so they go before them, oldest first. The fresh ones are linked through themselves: a run of one element allocates nothing here.
 */
final class RunQueue {
    private Chain fresh = new Chain();
    private @Nullable PriorityQueue<Element> back;

    boolean isEmpty() {
        return fresh.first == null && (back == null || back.isEmpty());
    }

    /** The one to be sent next. */
    @Nullable
    Element peek() {
        return back != null && !back.isEmpty() ? back.peek() : fresh.first;
    }

    void add(Element element) {
        element.cameBack = false;
        fresh.add(element);
    }

    /** Several will come, and go. */
    void renew() {
        fresh = fresh.renewed();
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
        fresh.remove(element);
    }
}
