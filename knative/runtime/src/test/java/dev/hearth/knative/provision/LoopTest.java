package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.knative.RetryAfter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTest {
    private static final Timing TIMING = PlayedCluster.QUICK;

    private final Workers workers = new Workers(Duration.ofSeconds(1));
    private final AtomicInteger steps = new AtomicInteger();

    @AfterEach
    void close() {
        workers.end();
    }

    @Test
    void manyWakesWhileItRunsAreOneMoreStep() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Loop loop = loop(() -> {
            if (steps.incrementAndGet() == 1) {
                running.countDown();
                await(go);
            }
            return Optional.empty();
        });
        loop.wake();
        running.await();
        for (int i = 0; i < 10; i++) {
            loop.wake();
        }
        assertEquals(1, steps.get());
        go.countDown();
        PlayedCluster.await(() -> steps.get() == 2, "one more step");
        TimeUnit.MILLISECONDS.sleep(50);
        assertEquals(2, steps.get());
    }

    @Test
    void thePausesAfterFailuresGrowUpToALimitAndNewsDoNotShortenThem() throws InterruptedException {
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        Loop loop = loop(() -> {
            times.add(System.nanoTime());
            throw new IllegalStateException("not now");
        });
        loop.wake();
        PlayedCluster.await(
                () -> {
                    loop.wake();
                    return times.size() == 6;
                },
                "six steps");
        loop.close();
        for (int i = 1; i < 6; i++) {
            long pause = TimeUnit.NANOSECONDS.toMillis(times.get(i) - times.get(i - 1));
            long least = Math.min(
                    TIMING.firstRetry().toMillis() << (i - 1),
                    TIMING.longestRetry().toMillis());
            assertTrue(pause >= least - 1, i + ": " + pause + " ms");
        }
    }

    @Test
    void itIsCalledAgainWhenItAsksForThat() throws InterruptedException {
        Loop loop = loop(() -> steps.incrementAndGet() < 3 ? Optional.of(Duration.ofMillis(5)) : Optional.empty());
        loop.wake();
        PlayedCluster.await(() -> steps.get() == 3, "three steps");
    }

    @Test
    void oneThatIsClosedDoesNothingMore() throws InterruptedException {
        Loop loop = loop(() -> {
            steps.incrementAndGet();
            return Optional.empty();
        });
        loop.wakeIn(Duration.ofMillis(50));
        loop.close();
        loop.wake();
        TimeUnit.MILLISECONDS.sleep(100);
        assertEquals(0, steps.get());
    }

    private Loop loop(Loop.Step step) {
        return new Loop(workers, TIMING, new RetryAfter(), step, e -> {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
