package dev.hearth.functions.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BriefWaitTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final BriefWait wait = new BriefWait(true, now::get);

    @Test
    void aFirstWaitIsNoBriefOne() {
        wait.stayAwake(this::never);
        assertEquals(0, asked.get());
    }

    @Test
    void afterABriefOneTheThreadStaysAwakeUntilTheNextIsOver() {
        wait.took(BriefWait.MOST_NANOS - 1);
        wait.stayAwake(() -> asked.incrementAndGet() == 3);
        assertEquals(3, asked.get());
    }

    @Test
    void afterALongOneItDoesNot() {
        wait.took(BriefWait.MOST_NANOS - 1);
        wait.took(BriefWait.MOST_NANOS);
        wait.stayAwake(this::never);
        assertEquals(0, asked.get());
    }

    @Test
    void itGivesUpIfNothingComes() {
        wait.took(0);
        wait.stayAwake(this::never);
        assertEquals(4, asked.get());
    }

    @Test
    void onlyOneThreadStaysAwake() {
        wait.took(0);
        wait.stayAwake(() -> {
            wait.stayAwake(this::never);
            return true;
        });
        assertEquals(0, asked.get());
        wait.stayAwake(this::never);
        assertEquals(4, asked.get(), "the first one has ended");
    }

    @Test
    void aSingleProcessorIsLeftToWhoeverIsWaitedFor() {
        BriefWait alone = new BriefWait(false, now::get);
        alone.took(0);
        alone.stayAwake(this::never);
        assertEquals(0, asked.get());
    }

    private boolean never() {
        asked.incrementAndGet();
        now.addAndGet(BriefWait.MOST_NANOS / 3);
        return false;
    }
}
