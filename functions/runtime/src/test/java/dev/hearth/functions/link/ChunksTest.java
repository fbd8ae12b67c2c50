package dev.hearth.functions.link;

import static dev.hearth.functions.link.Same.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final int LIMIT = 1_000_000;

    @Test
    void framesComeTogetherAgainHoweverTheyAreInterleaved() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Chunks chunks = new Chunks();
            Chunks.Assembly assembly = new Chunks.Assembly(LIMIT);
            List<Integer> inOrder = new ArrayList<>();
            List<Integer> received = new ArrayList<>();
            int urgentSent = 0;
            int urgentReceived = 0;
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(3) == 0) {
                    int length = 1 + (random.nextInt(4) == 0 ? random.nextInt(300_000) : random.nextInt(1000));
                    boolean urgent = length < 1000 && random.nextBoolean();
                    chunks.add(frame(length, urgent), urgent, () -> {});
                    if (urgent) {
                        urgentSent++;
                    } else {
                        inOrder.add(length);
                    }
                }
                Optional<Buffer> frame = chunks.next().map(Chunks.Chunk::bytes).flatMap(assembly::take);
                if (frame.isPresent() && frame.get().getByte(0) == 1) {
                    urgentReceived++;
                } else {
                    frame.ifPresent(whole -> received.add(whole.length()));
                }
            }
            Optional<Chunks.Chunk> rest = chunks.next();
            while (rest.isPresent()) {
                Optional<Buffer> frame = assembly.take(rest.get().bytes());
                if (frame.isPresent() && frame.get().getByte(0) == 1) {
                    urgentReceived++;
                } else {
                    frame.ifPresent(whole -> received.add(whole.length()));
                }
                rest = chunks.next();
            }
            assertEquals(inOrder, received, "seed " + seed);
            assertEquals(urgentSent, urgentReceived, "seed " + seed);
            assertEquals(0, chunks.queuedBytes(), "seed " + seed);
        }
    }

    private static Buffer frame(int length, boolean urgent) {
        return Buffer.buffer(new byte[length]).setByte(0, (byte) (urgent ? 1 : 0));
    }

    @Test
    void everyChunkFitsIntoOneWebSocketFrame() {
        Chunks chunks = new Chunks();
        chunks.add(Buffer.buffer(new byte[900_000]), false, () -> {});
        Optional<Chunks.Chunk> chunk = chunks.next();
        while (chunk.isPresent()) {
            assertTrue(
                    chunk.get().bytes().length() <= Chunks.SIZE,
                    "chunk of " + chunk.get().bytes().length());
            chunk = chunks.next();
        }
    }

    @Test
    void brokenSequencesAreProtocolErrors() {
        refused("before its first one", Buffer.buffer(new byte[] {Chunks.FURTHER, 1}));
        refused("unknown type 9", Buffer.buffer(new byte[] {9, 1}));
        refused("not within 2", Buffer.buffer(new byte[] {Chunks.WHOLE}));
        refused("not within 2", Buffer.buffer(new byte[Chunks.SIZE + 1]));
        refused("ends inside the frame's length", Buffer.buffer(new byte[] {Chunks.FIRST, 0, 0}));
        refused("over the limit", first(LIMIT + 1, 1));
        refused("over the limit", first(-1, 1));
        refused("a frame of 3 bytes has 4", first(3, 4));
        Buffer begun = first(10, 1);
        refused("before the one under way has ended", begun, begun);
    }

    private static Buffer first(int claimed, int actual) {
        return Buffer.buffer().appendByte(Chunks.FIRST).appendInt(claimed).appendBytes(new byte[actual]);
    }

    private static void refused(String why, Buffer... chunks) {
        Chunks.Assembly assembly = new Chunks.Assembly(LIMIT);
        LinkProtocolException error = assertThrows(LinkProtocolException.class, () -> {
            for (Buffer chunk : chunks) {
                assembly.take(chunk);
            }
        });
        assertSays(why, error);
    }
}
