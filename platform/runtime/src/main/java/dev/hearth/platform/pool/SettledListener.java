package dev.hearth.platform.pool;

/** Whoever waits for the elements of a {@link PoolRun}. */
@FunctionalInterface
public interface SettledListener {
    /** An element has its outcome. Called on the pool's thread, once for each element: it must not block. */
    void settled(Element element, Settled settled);
}
