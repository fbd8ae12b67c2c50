package dev.hearth.functions.link;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from numbers that are given one after another, and mostly come so: leases are looked up once for each element. Neighbours lie in one
 * page, without a box for each. A page goes with its last value; the youngest stays for those that come next. Not safe for use by several
 * threads.
 */
public final class LongMap<V> {
    private static final int PAGE_BITS = 6;
    private static final int MASK = (1 << PAGE_BITS) - 1;

    private static final class Page {
        final long number;
        final @Nullable Object[] values = new Object[MASK + 1];
        int size;

        Page(long number) {
            this.number = number;
        }
    }

    private final Map<Long, Page> pages = new HashMap<>();
    private Page recent = new Page(0);
    private Page youngest = recent;
    private int size;

    /** An empty one. */
    public LongMap() {
        pages.put(recent.number, recent);
    }

    /** How many values it has. */
    public int size() {
        return size;
    }

    /** The value of a number, or null. */
    @SuppressWarnings("unchecked")
    public @Nullable V get(long key) {
        Page page = page(key);
        return page == null ? null : (V) page.values[(int) key & MASK];
    }

    /** Gives a number its value, instead of any that it has. */
    public void put(long key, V value) {
        Page page = page(key);
        if (page == null) {
            page = new Page(key >>> PAGE_BITS);
            pages.put(page.number, page);
            Page before = youngest;
            youngest = page;
            recent = page;
            dropIfEmpty(before);
        }
        int at = (int) key & MASK;
        if (page.values[at] == null) {
            page.size++;
            size++;
        }
        page.values[at] = value;
    }

    /** All values, those of one page in the order of their numbers. The map must not be changed meanwhile. */
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<V> action) {
        for (Page page : pages.values()) {
            for (Object value : page.values) {
                if (value != null) {
                    action.accept((V) value);
                }
            }
        }
    }

    /** Forgets all of them. */
    public void clear() {
        pages.clear();
        recent = new Page(0);
        youngest = recent;
        pages.put(recent.number, recent);
        size = 0;
    }

    /** Takes a number's value away, if it has one. */
    public void remove(long key) {
        Page page = page(key);
        int at = (int) key & MASK;
        if (page != null && page.values[at] != null) {
            page.values[at] = null;
            page.size--;
            size--;
            dropIfEmpty(page);
        }
    }

    private @Nullable Page page(long key) {
        long number = key >>> PAGE_BITS;
        Page page = recent;
        if (page.number != number) {
            page = pages.get(number);
            if (page != null) {
                recent = page;
            }
        }
        return page;
    }

    private void dropIfEmpty(Page page) {
        if (page.size == 0 && page != youngest) {
            pages.remove(page.number);
            if (recent == page) {
                recent = youngest;
            }
        }
    }
}
