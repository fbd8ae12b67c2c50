package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineLockTest {
    private static final int ACTIONS = 200_000;

    private final List<Throwable> faults = new ArrayList<>();
    private final EngineLock lock = new EngineLock(faults::add);

    // Guarded by the lock.
    private final List<Integer> done = new ArrayList<>();
    private int taken;

    @Test
    void whatIsLeftIsDoneAtOnceIfNobodyHasTheLock() {
        lock.leave(() -> done.add(1));
        assertEquals(List.of(1), done);
    }

    @Test
    void whatIsLeftWhileAnotherThreadHasTheLockIsDoneByThatThreadAndNobodyWaits() throws Exception {
        lock.lock();
        try {
            Thread other = new Thread(() -> lock.leave(() -> done.add(1)));
            other.start();
            other.join();
            assertTrue(done.isEmpty());
        } finally {
            lock.unlock();
        }
        assertEquals(List.of(1), done);
    }

    @Test
    void aThreadThatTakesTheLockFindsDoneWhatWasLeftBefore() throws Exception {
        lock.lock();
        Thread other = new Thread(() -> lock.leave(() -> done.add(1)));
        other.start();
        other.join();
        lock.lock();
        try {
            assertEquals(List.of(1), done);
        } finally {
            lock.unlock();
            lock.unlock();
        }
    }

    @Test
    void whatIsLeftAndFailsHarmsNobodyElse() {
        IllegalStateException failure = new IllegalStateException();
        lock.leave(() -> {
            throw failure;
        });
        lock.leave(() -> done.add(1));
        assertEquals(List.of(failure), faults);
        assertEquals(List.of(1), done);
    }

    /** One thread leaves work, the others wait for it and take it: none is lost, none sleeps while there is some, and the order is kept. */
    @Test
    void nothingIsLostBetweenThreadsThatSleepAndOneThatDoesNotWait() throws Exception {
        List<Thread> takers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread taker = new Thread(this::take);
            taker.start();
            takers.add(taker);
        }
        for (int i = 0; i < ACTIONS; i++) {
            int number = i;
            lock.leave(() -> {
                done.add(number);
                lock.signal();
            });
        }
        for (Thread taker : takers) {
            taker.join(TimeUnit.SECONDS.toMillis(30));
            assertFalse(taker.isAlive(), () -> "sleeps, and " + taken + " of " + ACTIONS + " are taken");
        }
        for (int i = 0; i < ACTIONS; i++) {
            assertEquals(i, done.get(i));
        }
    }

    private void take() {
        boolean all = false;
        while (!all) {
            lock.lock();
            try {
                lock.await(() -> taken == done.size() && taken < ACTIONS);
                taken += taken < ACTIONS ? 1 : 0;
                all = taken == ACTIONS;
                if (all) {
                    lock.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
