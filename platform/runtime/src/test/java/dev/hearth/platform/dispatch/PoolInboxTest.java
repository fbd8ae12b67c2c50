package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PoolInboxTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private int drains;
    private final PoolInbox inbox = new PoolInbox(() -> drains++);

    @Test
    void whatComesBeforeTheOpeningIsDoneThenInOrder() {
        add(1, 2, 3);
        assertEquals(List.of(), done);
        inbox.open(loop::add);
        assertEquals(List.of(1, 2, 3), done);
    }

    @Test
    void manyCallsCostOneTaskOnTheLoop() {
        inbox.open(loop::add);
        add(1, 2, 3);
        assertEquals(1, loop.size());
        turn();
        assertEquals(List.of(1, 2, 3), done);
        assertEquals(2, drains);
        add(4);
        assertEquals(1, loop.size());
    }

    @Test
    void whatIsAddedWhileDrainingIsNotForgotten() {
        inbox.open(loop::add);
        inbox.add(() -> add(1));
        while (!loop.isEmpty()) {
            turn();
        }
        assertEquals(List.of(1), done);
    }

    @Test
    void aLongQueueLetsOthersHaveTheirTurn() {
        inbox.open(loop::add);
        for (int i = 0; i < PoolInbox.MAX_DRAIN + 1; i++) {
            add(i);
        }
        turn();
        assertEquals(PoolInbox.MAX_DRAIN, done.size());
        turn();
        assertEquals(PoolInbox.MAX_DRAIN + 1, done.size());
    }

    @Test
    void nothingIsLostOrReorderedBetweenManyThreads() throws InterruptedException {
        int threads = 4;
        int each = 50_000;
        int[] last = new int[threads];
        CountDownLatch all = new CountDownLatch(threads * each);
        List<String> faults = new ArrayList<>();
        ExecutorService eventLoop = Executors.newSingleThreadExecutor();
        PoolInbox shared = new PoolInbox(() -> {});
        eventLoop.execute(() -> shared.open(eventLoop));
        List<Thread> submitters = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            submitters.add(new Thread(() -> {
                for (int i = 1; i <= each; i++) {
                    int number = i;
                    shared.add(() -> {
                        if (last[thread] != number - 1) {
                            faults.add(thread + ": " + number + " after " + last[thread]);
                        }
                        last[thread] = number;
                        all.countDown();
                    });
                }
            }));
        }
        submitters.forEach(Thread::start);
        assertTrue(all.await(20, TimeUnit.SECONDS), () -> all.getCount() + " were lost");
        eventLoop.shutdown();
        assertTrue(eventLoop.awaitTermination(10, TimeUnit.SECONDS));
        assertEquals(List.of(), faults);
    }

    private void add(int... numbers) {
        for (int number : numbers) {
            inbox.add(() -> done.add(number));
        }
    }

    private void turn() {
        loop.remove().run();
    }
}
