package dev.hearth.platform.run;

import dev.hearth.Provenance;
import dev.hearth.functions.link.Failure;
import org.jspecify.annotations.Nullable;

/** Takes a map's outcomes: called by one thread, in output order. Blocking is the back-pressure. */
public interface MapSink {
    void accept(
            long index,
            byte @Nullable [] value,
            @Nullable Failure failure,
            Provenance provenance)
            throws InterruptedException;
}
