package dev.hearth.platform.dispatch;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Counts the links that were not let in, and logs them: the first at once, and of a flood one now and then. Safe for use by several
 * threads.
 */
@Singleton
public final class LinkRefusals {
    private static final Logger log = Logger.getLogger(LinkRefusals.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MAX_NAME = 80;

    private final LongAdder count = new LongAdder();
    private final AtomicLong unlogged = new AtomicLong();
    private final AtomicLong nextLog;
    private final LongSupplier clock;

    LinkRefusals() {
        this(System::nanoTime);
    }

    LinkRefusals(LongSupplier clock) {
        this.clock = clock;
        nextLog = new AtomicLong(clock.getAsLong());
    }

    /** How many were refused since the platform's start. */
    public long count() {
        return count.sum();
    }

    /**
     * Another one.
     *
     * @param name by which it called itself: cut and cleaned, for it may be anything
     * @return whether it was logged
     */
    boolean refused(String name, String peer, String reason) {
        count.increment();
        long now = clock.getAsLong();
        long due = nextLog.get();
        if (now - due < 0 || !nextLog.compareAndSet(due, now + PAUSE_NANOS)) {
            unlogged.incrementAndGet();
            return false;
        }
        String shown = name.substring(0, Math.min(name.length(), MAX_NAME)).replaceAll("[^ -~]", "?");
        long others = unlogged.getAndSet(0);
        log.warnf(
                "Link: replica '%s' from %s was refused: %s%s",
                shown, peer, reason, others == 0 ? "" : " (and " + others + " others since the last such line)");
        return true;
    }
}
