package dev.hearth.platform.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration HEAD = Duration.ofMillis(60);
    private static final Duration IDLE = Duration.ofMillis(400);

    private final EmbeddedChannel channel = new EmbeddedChannel(new Pace(HEAD, IDLE));
    private final Pace pace = Objects.requireNonNull(Pace.of(channel));

    @Test
    void aConnectionThatNeverAsksIsClosedThoughBytesCome() throws InterruptedException {
        for (int i = 0; i < 12 && channel.isActive(); i++) {
            channel.writeInbound(i);
            pass(10);
        }
        assertFalse(channel.isActive());
    }

    @Test
    void aRequestMayTakeAnyTime() throws InterruptedException {
        pace.asked();
        pass(300);
        assertTrue(channel.isActive());
        assertEquals(0, channel.inboundMessages().size());
    }

    @Test
    void betweenRequestsThereIsMoreTimeThanInsideAHead() throws InterruptedException {
        pace.asked();
        pace.answered();
        pass(200);
        assertTrue(channel.isActive());
        channel.writeInbound("G");
        pass(150);
        assertFalse(channel.isActive());
    }

    @Test
    void anIdleConnectionIsClosedInTheEnd() throws InterruptedException {
        pace.asked();
        pace.answered();
        pass(700);
        assertFalse(channel.isActive());
    }

    private void pass(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            channel.runScheduledPendingTasks();
            Thread.sleep(5);
        }
    }
}
