package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReplicaLogTest {
    private final List<String> logged = new CopyOnWriteArrayList<>();

    @Test
    void linesAreAttributedAndLoggedInOrder() {
        ReplicaLog log = new ReplicaLog((environment, text) -> logged.add(environment + " " + text));
        ReplicaLog.Source source = log.source("my-actor", "my-actor-3");
        source.line("one");
        source.line("two");
        log.close();
        assertEquals(List.of("my-actor [my-actor-3] one", "my-actor [my-actor-3] two"), logged);
    }

    @Test
    void aLogThatHangsCostsLinesButBlocksNobodyAndSaysHowMany() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        ReplicaLog log = new ReplicaLog((environment, text) -> {
            reached.countDown();
            awaitQuietly(hangs);
            logged.add(text);
        });
        ReplicaLog.Source source = log.source("my-actor", "r");
        source.line("0");
        assertTrue(reached.await(10, TimeUnit.SECONDS));
        for (int i = 1; i <= ReplicaLog.MAX_WAITING + 500; i++) {
            source.line(Integer.toString(i));
        }
        hangs.countDown();
        source.end();
        log.close();
        assertEquals(ReplicaLog.MAX_WAITING + 2, logged.size());
        assertEquals("[r] " + ReplicaLog.MAX_WAITING, logged.get(ReplicaLog.MAX_WAITING));
        assertEquals(
                "[r] (500 lines left out: they came faster than the log could take them)",
                logged.get(ReplicaLog.MAX_WAITING + 1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException closing) {
                // The log's own thread is interrupted when it is to end.
            }
        }
    }
}
