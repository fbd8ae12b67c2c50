package dev.hearth.functions.replica;

import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a replica says, results gathered into frames. Guarded by the engine's lock. */
final class Outbox {
    /** A frame leaves with this many results. */
    static final int MOST_RESULTS = 256;

    /** A frame leaves with this many bytes of results. */
    static final int MOST_BYTES = 256 * 1024;

    /** How long a result may wait for others to share its frame while tasks end one after another. */
    private static final long SHARE_NANOS = 1_000_000;

    private final Inbox inbox;
    private final Runnable flushLater;
    private Consumer<FromReplica> out;
    private List<Completion> gathered = new ArrayList<>();
    private long bytes;
    private long since;
    private boolean flushDue;

    /**
     * @param inbox holds a lease until its result has been handed over
     * @param flushLater has {@link #flushDue} called in a moment
     */
    Outbox(Inbox inbox, Consumer<FromReplica> out, Runnable flushLater) {
        this.inbox = inbox;
        this.out = out;
        this.flushLater = flushLater;
    }

    /** From now on goes there. What is gathered is for whoever it was before, and dropped. */
    void redirect(Consumer<FromReplica> newOut) {
        out = newOut;
        gathered = new ArrayList<>();
        bytes = 0;
    }

    void say(FromReplica message) {
        out.accept(message);
    }

    /** Adds a result, now on the clock of {@link System#nanoTime}. */
    void add(Completion completion, long now) {
        if (gathered.isEmpty()) {
            since = now;
        }
        gathered.add(completion);
        byte[] result = completion.result();
        bytes += result == null ? 0 : result.length;
        if (gathered.size() >= MOST_RESULTS || bytes >= MOST_BYTES) {
            flush();
        }
    }

    /** Hands over what there is. */
    void flush() {
        if (gathered.isEmpty()) {
            return;
        }
        List<Completion> leaving = gathered;
        gathered = new ArrayList<>();
        bytes = 0;
        say(new FromReplica.Done(leaving));
        for (Completion gone : leaving) {
            inbox.gone(gone.lease());
        }
    }

    /** Lets what there is wait for the next result, if that most likely comes soon: there is another task, and it takes as long as the last one. */
    void flushSoon(long lastNanos, long now) {
        if (gathered.isEmpty()) {
            return;
        }
        if (inbox.isDry() || now - since >= SHARE_NANOS || lastNanos >= SHARE_NANOS) {
            flush();
        } else if (!flushDue) {
            flushDue = true;
            flushLater.run();
        }
    }

    void flushDue() {
        flushDue = false;
        flush();
    }
}
