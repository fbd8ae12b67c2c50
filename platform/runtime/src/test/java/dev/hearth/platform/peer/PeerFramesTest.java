package dev.hearth.platform.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.LinkProtocolException;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.pool.Settled;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerFramesTest {
    private static final byte[] SEVEN = {'7'};
    private static final Settled SUCCESS = new Settled(SEVEN, null, "env-1", 2, 3, 4, true, 5, 6);
    private static final Settled FAILURE =
            new Settled(null, new Failure(FailureKind.TIMEOUT, "zu sp\u00e4t", "at x", true), "", 1, 0, 0, false, 0, 0);
    private static final PeerMessage.Group GROUP = new PeerMessage.Group(
            3,
            "run",
            "00-1-2-01",
            4,
            "env.task",
            9,
            new Limits(new RetryPolicy(2, Duration.ofMillis(5), 1.5, Duration.ofSeconds(6)), 7, 8));

    /** Arrays are equal only if they are the same, so what is compared is the frame of what was read. */
    @Test
    void everyMessageComesBackAsItWas() {
        for (PeerMessage message : messages()) {
            Buffer frame = PeerFrames.encode(message);
            PeerMessage read = PeerFrames.decode(frame);
            assertEquals(message.getClass(), read.getClass());
            assertEquals(frame, PeerFrames.encode(read));
        }
    }

    @Test
    void whatIsSettledComesBackWithAllThatThePoolKnows() {
        PeerMessage.Settle read = (PeerMessage.Settle) PeerFrames.decode(PeerFrames.encode(new PeerMessage.Settle(
                List.of(new PeerMessage.Outcome(1, SUCCESS), new PeerMessage.Outcome(2, FAILURE)))));
        Settled success = read.outcomes().get(0).settled();
        assertEquals("env-1", success.replica());
        assertEquals(List.of(2, 5, 6), List.of(success.attempts(), success.cacheHits(), success.cacheMisses()));
        assertEquals(List.of(3L, 4L), List.of(success.queuedNanos(), success.runNanos()));
        assertEquals(true, success.cold());
        assertEquals(FAILURE, read.outcomes().get(1).settled());
    }

    @Test
    void aFrameThatIsCutIsAProtocolError() {
        for (PeerMessage message : messages()) {
            Buffer frame = PeerFrames.encode(message);
            for (int length = 0; length < frame.length(); length++) {
                Buffer cut = frame.getBuffer(0, length);
                assertThrows(LinkProtocolException.class, () -> PeerFrames.decode(cut), () -> message + " cut");
            }
        }
    }

    @Test
    void noiseIsAProtocolErrorOrAMessageAndNothingElse() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = (byte) random.nextInt(8);
            }
            try {
                PeerFrames.decode(Buffer.buffer(noise));
            } catch (LinkProtocolException expected) {
                // As it should.
            }
        }
    }

    private static List<PeerMessage> messages() {
        return List.of(
                new PeerMessage.Submit(
                        "env",
                        "identity",
                        List.of(GROUP),
                        List.of(new PeerMessage.Work(1, 0, 2, SEVEN), new PeerMessage.Work(2, 0, 3, new byte[0]))),
                new PeerMessage.Bind(new BoundArguments(9, "run", SEVEN)),
                new PeerMessage.Cancel(3),
                new PeerMessage.Forget("env", "run"),
                new PeerMessage.Settle(
                        List.of(new PeerMessage.Outcome(1, SUCCESS), new PeerMessage.Outcome(2, FAILURE))),
                new PeerMessage.Return(List.of(1, 2, 3)));
    }
}
