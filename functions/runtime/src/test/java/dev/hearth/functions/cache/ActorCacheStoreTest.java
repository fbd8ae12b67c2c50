package dev.hearth.functions.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActorCacheStoreTest {
    private final ActorCacheStore store = new ActorCacheStore();
    private final AtomicInteger loads = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Methods to be cached: never called. */
    @SuppressWarnings("unused")
    private static final class Methods {
        void one(Object argument) {}

        void one(int argument) {}

        void one(long argument) {}

        void two(Object argument) {}
    }

    private static Method method(String name, Class<?> parameter) {
        try {
            return Methods.class.getDeclaredMethod(name, parameter);
        } catch (NoSuchMethodException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private @Nullable Object get(@Nullable Object argument) throws Exception {
        return get(method("one", Object.class), argument);
    }

    private @Nullable Object get(Method method, @Nullable Object argument) throws Exception {
        return get(method, argument, () -> new Object[] {loads.incrementAndGet()});
    }

    private @Nullable Object get(Method method, @Nullable Object argument, Callable<@Nullable Object> load)
            throws Exception {
        return store.get(method, new @Nullable Object[] {argument}, load);
    }

    @Test
    void equalArgumentsGiveTheSameObject() throws Exception {
        record Point(int x, int y) {}
        assertSame(get("a"), get(String.valueOf(new char[] {'a'})));
        assertSame(get(new Point(1, 2)), get(new Point(1, 2)));
        assertSame(get(null), get(null));
        assertNotSame(get(new Point(1, 2)), get(new Point(2, 1)));
        assertEquals(4, loads.get());
        assertEquals(4, store.size());
    }

    @Test
    void arraysAreComparedByTheirContentHoweverDeep() throws Exception {
        assertSame(get(new int[] {1, 2}), get(new int[] {1, 2}));
        assertSame(get(new Object[] {new int[] {1}, "a"}), get(new Object[] {new int[] {1}, "a"}));
        assertNotSame(get(new int[] {1, 2}), get(new int[] {1, 3}));
        assertNotSame(get(new int[] {1}), get(new long[] {1}));
    }

    @Test
    void anArrayThatIsChangedLaterDoesNotChangeTheKey() throws Exception {
        int[][] argument = {{1}};
        Object first = get(argument);
        argument[0][0] = 2;
        assertNotSame(first, get(argument));
        assertSame(first, get(new int[][] {{1}}));
    }

    @Test
    void numbersOfDifferentTypesNeverCollide() throws Exception {
        assertNotSame(get(1), get(1L));
        assertNotSame(get(1), get(true));
        assertNotSame(get(1), get(1.0));
        assertNotSame(get(method("one", int.class), 1), get(method("one", Object.class), 1));
        assertNotSame(get(method("one", int.class), 1), get(method("one", long.class), 1));
    }

    @Test
    void methodsDoNotShareEntries() throws Exception {
        assertNotSame(get(method("one", Object.class), "a"), get(method("two", Object.class), "a"));
    }

    @Test
    void nullIsKept() throws Exception {
        Callable<@Nullable Object> load = () -> {
            loads.incrementAndGet();
            return null;
        };
        assertNull(get(method("one", Object.class), "n", load));
        assertNull(get(method("one", Object.class), "n", load));
        assertEquals(1, loads.get());
    }

    @Test
    void anExceptionIsThrownAsItIsAndNotKept() throws Exception {
        java.io.IOException failure = new java.io.IOException("no model");
        assertSame(
                failure,
                assertThrows(
                        java.io.IOException.class,
                        () -> get(method("one", Object.class), "a", () -> {
                            throw failure;
                        })));
        assertEquals(0, store.size());
        assertTrue(get("a") != null);
    }

    @Test
    void concurrentCallersWaitForOneLoad() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Callable<@Nullable Object> load = () -> {
            loads.incrementAndGet();
            loading.countDown();
            await(release);
            return "model";
        };
        List<Future<@Nullable Object>> results = new ArrayList<>();
        results.add(threads.submit(() -> get(method("one", Object.class), "a", load)));
        await(loading);
        for (int i = 0; i < 7; i++) {
            results.add(threads.submit(() -> get(method("one", Object.class), "a", load)));
        }
        release.countDown();
        for (Future<@Nullable Object> result : results) {
            assertEquals("model", result.get(20, TimeUnit.SECONDS));
        }
        assertEquals(1, loads.get());
    }

    @Test
    void whoeverWaitedForALoadThatFailedGetsItsFailure() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<@Nullable Object> first = threads.submit(() -> get(method("one", Object.class), "a", () -> {
            loading.countDown();
            await(release);
            throw new IllegalStateException("no model");
        }));
        await(loading);
        WaitingThread second = new WaitingThread(() -> get("a"));
        second.untilItWaits();
        release.countDown();
        assertThrows(ExecutionException.class, () -> first.get(20, TimeUnit.SECONDS));
        ExecutionException failure = assertThrows(ExecutionException.class, second::result);
        assertEquals("no model", Objects.requireNonNull(failure.getCause()).getMessage());
    }

    @Test
    void anInterruptedLoadIsDoneAgainByThoseWhoWait() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        WaitingThread first = new WaitingThread(() -> get(method("one", Object.class), "a", () -> {
            loading.countDown();
            new CountDownLatch(1).await();
            return "never";
        }));
        await(loading);
        WaitingThread second = new WaitingThread(() -> get(method("one", Object.class), "a", () -> "again"));
        second.untilItWaits();
        first.thread.interrupt();
        assertThrows(ExecutionException.class, first::result);
        assertEquals("again", second.result());
    }

    @Test
    void aLoadMayLoadOtherEntries() throws Exception {
        Object outer = get(method("one", Object.class), "outer", () -> get("inner"));
        assertSame(outer, get("inner"));
        assertEquals(2, store.size());
    }

    @Test
    void aLoadThatNeedsItselfIsAnErrorAndNotADeadlock() throws Exception {
        HearthException error = assertThrows(
                HearthException.class,
                () -> get(
                        method("one", Object.class), "a", () -> get(method("two", Object.class), "b", () -> get("a"))));
        assertTrue(String.valueOf(error.getMessage())
                .startsWith("Actor cache 'Methods.one': its load needs its own result"));
        assertEquals(0, store.size());
    }

    @Test
    void loadsOfSeveralThreadsThatWaitForEachOtherAreAnErrorAndNotADeadlock() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Future<@Nullable Object> one = threads.submit(() -> get(method("one", Object.class), "a", () -> {
            both.countDown();
            await(both);
            return get(method("two", Object.class), "b");
        }));
        Future<@Nullable Object> two = threads.submit(() -> get(method("two", Object.class), "b", () -> {
            both.countDown();
            await(both);
            return get("a");
        }));
        int failed = 0;
        for (Future<@Nullable Object> result : List.of(one, two)) {
            try {
                result.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("needs its own result"), e.getMessage());
                failed++;
            }
        }
        assertTrue(failed >= 1);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(20, TimeUnit.SECONDS), "waited in vain");
    }

    /** A thread of which it can be told that it waits. */
    private static final class WaitingThread {
        final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
        final Thread thread;

        WaitingThread(Callable<@Nullable Object> action) {
            thread = new Thread(() -> {
                try {
                    outcome.complete(action.call());
                } catch (Exception e) {
                    outcome.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        void untilItWaits() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (thread.getState() != Thread.State.WAITING) {
                assertTrue(System.nanoTime() < end, "it never waits");
                Thread.onSpinWait();
            }
        }

        @Nullable
        Object result() throws Exception {
            return outcome.get(20, TimeUnit.SECONDS);
        }
    }
}
