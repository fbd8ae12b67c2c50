package dev.hearth.functions.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BriefWaitTest {
    private final BriefWait wait = new BriefWait(true);
    private final AtomicInteger asked = new AtomicInteger();

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
        assertTrue(asked.get() > 0);
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
        assertTrue(asked.get() > 0, "the first one has ended");
    }

    @Test
    void aSingleProcessorIsLeftToWhoeverIsWaitedFor() {
        BriefWait alone = new BriefWait(false);
        alone.took(0);
        alone.stayAwake(this::never);
        assertEquals(0, asked.get());
    }

    private boolean never() {
        asked.incrementAndGet();
        return false;
    }
}
