package dev.hearth.platform.pool;

import java.util.PriorityQueue;

/** Virtual time: what is to happen, in the order of time and, within one moment, of decision. */
final class Agenda {
    private record Entry(long at, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long order;
    long now;
    long done;

    void at(long time, Runnable what) {
        entries.add(new Entry(Math.max(now, time), order++, what));
    }

    void in(long nanos, Runnable what) {
        at(now + nanos, what);
    }

    /** Does the next thing; false if there is none before the end. */
    boolean step(long end) {
        Entry entry = entries.peek();
        if (entry == null || entry.at > end) {
            now = Math.max(now, end);
            return false;
        }
        entries.remove();
        now = entry.at;
        done++;
        entry.what.run();
        return true;
    }
}
