package dev.hearth.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadinessTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aPlatformIsReadyFromItsStartToItsEnd() throws Exception {
        Readiness readiness = readiness(1000);
        assertReasons(readiness, "it has not started yet");
        readiness.started(new StartupEvent());
        assertReasons(readiness);
        readiness.ends(new ShutdownEvent());
        assertReasons(readiness, "it is closing");
    }

    @Test
    void aPlatformThatWillEndSoonIsNotReady() throws Exception {
        Readiness readiness = readiness(1000);
        readiness.started(new StartupEvent());
        readiness.endsSoon(new ShutdownDelayInitiatedEvent());
        assertReasons(readiness, "it is closing");
    }

    @Test
    void everyCheckThatSaysNoIsTold() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Readiness readiness = readiness(
                1000,
                check("journal", () -> asked.getAndIncrement() == 0 ? Optional.of("no connection") : Optional.empty()),
                check("well", Optional::empty),
                check("broken", () -> {
                    throw new IllegalStateException("oops");
                }));
        readiness.started(new StartupEvent());
        String broken = "broken: its check failed: java.lang.IllegalStateException: oops";
        assertReasons(readiness, "journal: no connection", broken);
        assertReasons(readiness, broken);
    }

    @Test
    void aCheckThatHangsIsNotReadyAndHoldsOneThread() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Readiness readiness = readiness(100, check("journal", () -> {
            asked.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }));
        readiness.started(new StartupEvent());
        assertReasons(readiness, "journal: it did not answer within 100 ms");
        assertReasons(readiness, "journal: it did not answer within 100 ms");
        assertEquals(1, asked.get());
        answer.countDown();
        // The answer that was late may be the next one's.
        while (!readiness.unready(threads).get(10, TimeUnit.SECONDS).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private void assertReasons(Readiness readiness, String... reasons) throws Exception {
        assertEquals(List.of(reasons), readiness.unready(threads).get(10, TimeUnit.SECONDS));
    }

    private static Readiness readiness(long limitMillis, ReadinessCheck... checks) {
        return new Readiness(List.of(checks), Duration.ofMillis(limitMillis));
    }

    private static ReadinessCheck check(String name, Supplier<Optional<String>> answer) {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> unready() {
                return answer.get();
            }
        };
    }
}
