package dev.hearth.platform.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A heap of elements by their deadline: the end of a pause before a retry, or of the time that it may wait. Each element knows its place in the heap, so
 * one that is sent in time leaves at once and is not held until its deadline.
 */
final class ElementTimers {
    private final List<Element> heap = new ArrayList<>();

    /** The earliest deadline. */
    long next() {
        return heap.isEmpty() ? Long.MAX_VALUE : heap.get(0).waiting().deadline;
    }

    /** Takes one element out whose deadline has come. */
    @Nullable
    Element due(long now) {
        if (heap.isEmpty() || heap.get(0).waiting().deadline > now) {
            return null;
        }
        Element element = heap.get(0);
        remove(element);
        return element;
    }

    /** All of them, as they are now. */
    List<Element> all() {
        return List.copyOf(heap);
    }

    void add(Element element, long deadline) {
        element.waiting().deadline = deadline;
        heap.add(element);
        rise(element, heap.size() - 1);
    }

    void remove(Element element) {
        Element.Waiting waiting = element.waiting;
        if (waiting == null || waiting.timer < 0) {
            return;
        }
        int at = waiting.timer;
        waiting.timer = -1;
        Element moved = heap.remove(heap.size() - 1);
        if (moved != element) {
            rise(moved, at);
            sink(moved, moved.waiting().timer);
        }
    }

    private void rise(Element element, int from) {
        int at = from;
        while (at > 0 && heap.get((at - 1) / 2).waiting().deadline > element.waiting().deadline) {
            place(heap.get((at - 1) / 2), at);
            at = (at - 1) / 2;
        }
        place(element, at);
    }

    private void sink(Element element, int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < heap.size()
                    && heap.get(child + 1).waiting().deadline < heap.get(child).waiting().deadline) {
                child++;
            }
            if (child >= heap.size() || heap.get(child).waiting().deadline >= element.waiting().deadline) {
                place(element, at);
                return;
            }
            place(heap.get(child), at);
            at = child;
        }
    }

    private void place(Element element, int at) {
        heap.set(at, element);
        element.waiting().timer = at;
    }
}
