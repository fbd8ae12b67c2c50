package dev.hearth.functions.link;

import static dev.hearth.functions.link.Same.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
    private static final int SEEDS = 3000;

    @Test
    void messagesOfReplicasComeBackAsTheyWere() {
        for (long seed = 0; seed < SEEDS; seed++) {
            FromReplica message = new RandomMessages(seed).fromReplica();
            assertEquals(
                    Same.text(message),
                    Same.text(FrameCodec.decodeFromReplica(FrameCodec.encode(message))),
                    "seed " + seed);
        }
    }

    @Test
    void messagesOfPlatformsComeBackAsTheyWere() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomMessages messages = new RandomMessages(seed);
            LinkReceiver receiver = new LinkReceiver();
            for (int i = 0; i < 5; i++) {
                ToReplica message = messages.toReplica();
                List<ToReplica> received = new ArrayList<>();
                for (Buffer frame : new LinkSession().frames(message)) {
                    receiver.receive(frame).ifPresent(received::add);
                }
                assertEquals(Same.text(List.of(message)), Same.text(received), "seed " + seed);
            }
        }
    }

    @Test
    void aFrameCutAnywhereIsAProtocolError() {
        for (long seed = 0; seed < 300; seed++) {
            Buffer frame = FrameCodec.encode(new RandomMessages(seed).fromReplica());
            for (int length = 0; length < frame.length(); length++) {
                Buffer cut = frame.getBuffer(0, length);
                assertThrows(LinkProtocolException.class, () -> FrameCodec.decodeFromReplica(cut), "seed " + seed);
            }
        }
    }

    @Test
    void flippedBitsGiveAnotherMessageOrAProtocolErrorAndNothingElse() {
        int refused = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            RandomMessages messages = new RandomMessages(seed);
            refused += fuzzed(random, FrameCodec.encode(messages.fromReplica()), true);
            for (Buffer frame : new LinkSession().frames(messages.toReplica())) {
                refused += fuzzed(random, frame, false);
            }
        }
        assertTrue(refused > SEEDS, "refused only " + refused);
    }

    private static int fuzzed(Random random, Buffer frame, boolean fromReplica) {
        int refused = 0;
        for (int i = 0; i < 4; i++) {
            Buffer broken = frame.copy();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                int place = random.nextInt(broken.length());
                broken.setByte(place, (byte) (broken.getByte(place) ^ 1 << random.nextInt(8)));
            }
            try {
                if (fromReplica) {
                    FrameCodec.decodeFromReplica(broken);
                } else {
                    new LinkReceiver().receive(broken);
                }
            } catch (LinkProtocolException e) {
                refused++;
            }
        }
        return refused;
    }

    @Test
    void aLengthThatIsNotThereAllocatesNothing() {
        for (int type : new int[] {FrameType.RETURNED, FrameType.HEARTBEAT, FrameType.DONE, FrameType.GOODBYE}) {
            Buffer frame =
                    new FrameWriter(type, 16).number(Integer.MAX_VALUE - 8L).toBuffer();
            LinkProtocolException error =
                    assertThrows(LinkProtocolException.class, () -> FrameCodec.decodeFromReplica(frame));
            assertSays("2147483639 entries cannot be in the 0 bytes left", error);
        }
    }

    @Test
    void anUnknownTypeIsNamed() {
        Buffer frame = Buffer.buffer(new byte[] {99});
        LinkProtocolException error =
                assertThrows(LinkProtocolException.class, () -> FrameCodec.decodeFromReplica(frame));
        assertSays("type 99", error);
        assertThrows(LinkProtocolException.class, () -> new LinkReceiver().receive(frame));
    }

    @Test
    void aRefusalOutOfBoundsIsAProtocolError() {
        for (Buffer frame : List.of(
                refusal(-1, ""),
                refusal(ToReplica.Refused.MAX_RETRY_MILLIS + 1, ""),
                refusal(0, "http://other:8081/hearth/link"),
                refusal(0, "ws://other/hearth/link"),
                refusal(0, "ws:// other"))) {
            assertThrows(LinkProtocolException.class, () -> FrameCodec.decodeToReplica(frame, id -> null));
        }
    }

    private static Buffer refusal(long retryMillis, String platform) {
        return new FrameWriter(FrameType.REFUSED, 64)
                .text("no")
                .number(retryMillis)
                .text(platform)
                .toBuffer();
    }

    @Test
    void anUnknownKindOfFailureIsNamed() {
        Buffer frame = FrameCodec.encode(new FromReplica.Done(
                List.of(new FromReplica.Completion(1, null, Failure.of(FailureKind.TIMEOUT, "late"), 1, 0, 0))));
        int place = frame.toString().indexOf("TIMEOUT");
        frame.setString(place, "TIMEAUT");
        LinkProtocolException error =
                assertThrows(LinkProtocolException.class, () -> FrameCodec.decodeFromReplica(frame));
        assertSays("'TIMEAUT' is unknown", error);
    }

    @Test
    void boundArgumentsTravelOnceAndAreTheSameObjectForAllElements() {
        LinkSessions link = new LinkSessions();
        BoundArguments bound = new BoundArguments(7, "run", Same.bytes("{\"state\":3}"));
        List<Buffer> first = link.send(new ToReplica.Assign(List.of(element(1, bound), element(2, bound))));
        assertEquals(2, first.size(), "a BIND frame before the elements");
        List<Buffer> second = link.send(new ToReplica.Assign(List.of(element(3, bound))));
        assertEquals(1, second.size(), "sent before");
        List<Assignment> received = new ArrayList<>();
        link.received().forEach(message -> received.addAll(((ToReplica.Assign) message).assignments()));
        assertEquals(3, received.size());
        assertSame(received.get(0).bound(), received.get(2).bound());
    }

    @Test
    void boundArgumentsOfAForgottenRunAreSentAgainAndUnknownAtTheReceiver() {
        LinkSessions link = new LinkSessions();
        BoundArguments bound = new BoundArguments(7, "run", Same.bytes("{}"));
        List<Buffer> before = link.send(new ToReplica.Assign(List.of(element(1, bound))));
        link.send(new ToReplica.Forget("run"));
        assertThrows(LinkProtocolException.class, () -> link.receiver.receive(before.get(1)));
        assertEquals(
                2, link.send(new ToReplica.Assign(List.of(element(2, bound)))).size());
    }

    @Test
    void aRunWithoutBoundArgumentsIsNotWorthAForget() {
        assertEquals(List.of(), new LinkSessions().send(new ToReplica.Forget("never-seen")));
    }

    @Test
    void namesTravelOnceAFrame() {
        List<Assignment> elements = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            elements.add(new Assignment(
                    i, "the-run-" + i % 2, "the-trace-" + i % 2, "the-task", i, 1, 0, null, Same.bytes("{}")));
        }
        String frame = AssignFrames.encode(elements).toString();
        assertEquals(2, frame.split("the-task", -1).length - 1, "once for each run");
        assertEquals(2, frame.split("the-run-", -1).length - 1);
        assertEquals(2, frame.split("the-trace-", -1).length - 1);
    }

    @Test
    void aLargeAssignmentIsCutIntoFramesAndKeepsItsOrder() {
        LinkSessions link = new LinkSessions();
        List<Assignment> elements = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            elements.add(new Assignment(i, "run", "", "task", i, 1, 0, null, new byte[100_000]));
        }
        assertTrue(link.send(new ToReplica.Assign(elements)).size() >= 8);
        List<Long> order = new ArrayList<>();
        link.received()
                .forEach(message ->
                        ((ToReplica.Assign) message).assignments().forEach(element -> order.add(element.lease())));
        assertEquals(elements.stream().map(Assignment::lease).toList(), order);
    }

    private static Assignment element(long lease, BoundArguments bound) {
        return new Assignment(lease, "run", "", "task", lease, 1, 0, bound, Same.bytes("{}"));
    }
}
