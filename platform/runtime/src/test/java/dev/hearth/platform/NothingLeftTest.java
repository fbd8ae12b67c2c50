package dev.hearth.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NothingLeftTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    @Test
    void aThreadThatIsLeftIsFound() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "hearth-left");
        thread.start();
        try {
            assertEquals("Left behind: [thread hearth-left]", found().getMessage());
        } finally {
            end.countDown();
            thread.join();
        }
        NothingLeft.assertNothingLeft(before, SHORT);
    }

    @Test
    void aProcessThatIsLeftIsFound() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            assertTrue(String.valueOf(found().getMessage()).contains("process"));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private AssertionError found() {
        return assertThrows(AssertionError.class, () -> NothingLeft.assertNothingLeft(before, SHORT));
    }
}
