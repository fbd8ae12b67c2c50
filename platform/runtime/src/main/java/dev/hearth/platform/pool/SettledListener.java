package dev.hearth.platform.pool;

import java.util.List;

/** Whoever waits for the elements of a {@link PoolRun}. */
@FunctionalInterface
public interface SettledListener {
    /** An element has its outcome. Called on the pool's thread, once for each element: it must not block. */
    void settled(Element element, Settled settled);

    /** Several elements of the run have theirs. Called instead, and as the other. */
    default void settled(List<Command.Settle> all) {
        for (Command.Settle one : all) {
            settled(one.element(), one.settled());
        }
    }
}
