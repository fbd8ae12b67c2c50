package dev.hearth.functions.replica;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Results on their way out, gathered into frames. Guarded by the engine's lock. */
final class Outbox {
    /** A frame leaves with this many results. */
    static final int MOST_RESULTS = 256;

    /** A frame leaves with this many bytes of results. */
    static final int MOST_BYTES = 256 * 1024;

    private final Consumer<FromReplica> out;
    private List<Completion> gathered = new ArrayList<>();
    private long bytes;
    private long since;

    Outbox(Consumer<FromReplica> out) {
        this.out = out;
    }

    /** Adds a result, now on the clock of {@link System#nanoTime}; whether the frame is full. */
    boolean add(Completion completion, long now) {
        if (gathered.isEmpty()) {
            since = now;
        }
        gathered.add(completion);
        byte[] result = completion.result();
        bytes += result == null ? 0 : result.length;
        return gathered.size() >= MOST_RESULTS || bytes >= MOST_BYTES;
    }

    boolean isEmpty() {
        return gathered.isEmpty();
    }

    /** When the first of what is gathered was added, on the clock of {@link System#nanoTime}. */
    long since() {
        return since;
    }

    /** Hands over what there is; the leases that left. */
    List<Completion> flush() {
        if (gathered.isEmpty()) {
            return List.of();
        }
        List<Completion> leaving = gathered;
        gathered = new ArrayList<>();
        bytes = 0;
        out.accept(new FromReplica.Done(leaving));
        return leaving;
    }
}
