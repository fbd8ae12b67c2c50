package dev.hearth.platform.run;

/**
 * How many elements may be between a map's input and its output: as many as was asked for, and fewer if they are large, for a client that reads slowly must
 * not fill the memory. How large they are is known when they are settled, so it begins small. Any thread may read the size; one tells of elements.
 */
final class Window {
    /** Elements at first, and however large they are, if there are few replicas. */
    static final int LEAST = 16;

    /** For each replica's slot so many elements are always let in: with fewer it might wait for the next. */
    private static final int PER_SLOT = 2;

    /** For each element of known size so many more may be under way. */
    private static final int GROWTH = 8;

    /** The average is that of about so many last ones. */
    private static final int RECENT = 4_096;

    private static final long HEAP_SHARE = 8;

    /** How often the average is looked at once the window is as large as it may be. */
    private static final int SELDOM = 64;

    private final int least;
    private final int most;
    private final long budget;
    private volatile int size;
    private long settled;
    private long counted;
    private long bytes;

    /**
     * One that may hold an eighth of the heap.
     *
     * @param most elements at most
     * @param slots how many elements the pool can run at once
     */
    Window(int most, int slots) {
        this(most, slots, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** @param budget bytes of inputs and results that all elements under way may have together */
    Window(int most, int slots, long budget) {
        this.most = most;
        this.least = (int) Math.min(most, Math.max(LEAST, (long) PER_SLOT * slots));
        this.budget = budget;
        this.size = least;
    }

    int size() {
        return size;
    }

    /** An element is settled; its input and result have so many bytes. Returns whether the window has grown. */
    boolean settled(int elementBytes) {
        settled++;
        counted++;
        bytes += elementBytes;
        int before = size;
        if (before == most && counted % SELDOM != 0) {
            // Its size changes slowly, and this is on every element's way.
            return false;
        }
        if (counted == RECENT) {
            counted /= 2;
            bytes /= 2;
        }
        long average = Math.max(1, bytes / counted);
        long room = Math.min(least + GROWTH * settled, budget / average);
        size = (int) Math.min(most, Math.max(least, room));
        return size > before;
    }
}
