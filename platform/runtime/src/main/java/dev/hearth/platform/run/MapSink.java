package dev.hearth.platform.run;

import dev.hearth.Provenance;
import dev.hearth.functions.link.Failure;
import org.jspecify.annotations.Nullable;

/** Takes the outcomes of a map, in output order, from one thread. */
@FunctionalInterface
public interface MapSink {
    /**
     * Takes one outcome. It may block: that holds the map's intake back. An exception cancels the map.
     *
     * @param value the result as JSON, null if the element failed
     * @param failure null if it succeeded
     */
    void accept(long index, byte @Nullable [] value, @Nullable Failure failure, Provenance provenance)
            throws InterruptedException;
}
