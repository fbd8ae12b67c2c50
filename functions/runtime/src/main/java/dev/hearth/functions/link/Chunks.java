package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Frames as they leave: each as one chunk, or, above {@link #SIZE}, as several. Only one frame is cut at a time, so the other
 * end needs no numbers to put it together; urgent frames go between its chunks.
 */
final class Chunks {
    /** The largest chunk, in bytes, its own header included: one WebSocket frame of the default size. */
    static final int SIZE = 64 * 1024;

    /** A frame in one piece. */
    static final byte WHOLE = 0;

    /** The first piece of a frame, behind the frame's length. */
    static final byte FIRST = 1;

    /** A further piece. */
    static final byte FURTHER = 2;

    private record Outgoing(Buffer frame, Runnable written) {}

    /**
     * A chunk to be written.
     *
     * @param written to be called when it is: tells whoever sent the frame that it ends with this chunk
     */
    record Chunk(Buffer bytes, Runnable written) {}

    private final Deque<Outgoing> urgent = new ArrayDeque<>();
    private final Deque<Outgoing> inOrder = new ArrayDeque<>();
    private int sentOfFirst;
    private long queuedBytes;

    /** Bytes of frames that have not left. */
    long queuedBytes() {
        return queuedBytes;
    }

    void add(Buffer frame, boolean mayOvertake, Runnable written) {
        // A frame of several chunks can not stand between the chunks of another.
        (mayOvertake && frame.length() < SIZE ? urgent : inOrder).add(new Outgoing(frame, written));
        queuedBytes += frame.length();
    }

    /** The next chunk to leave. */
    Optional<Chunk> next() {
        Outgoing overtaking = urgent.poll();
        if (overtaking != null) {
            return Optional.of(whole(overtaking));
        }
        Outgoing first = inOrder.peek();
        if (first == null) {
            return Optional.empty();
        }
        if (sentOfFirst == 0 && first.frame().length() < SIZE) {
            inOrder.remove();
            return Optional.of(whole(first));
        }
        return Optional.of(piece(first));
    }

    private Chunk whole(Outgoing outgoing) {
        queuedBytes -= outgoing.frame().length();
        Buffer bytes =
                Buffer.buffer(outgoing.frame().length() + 1).appendByte(WHOLE).appendBuffer(outgoing.frame());
        return new Chunk(bytes, outgoing.written());
    }

    private Chunk piece(Outgoing outgoing) {
        Buffer frame = outgoing.frame();
        Buffer chunk = Buffer.buffer(SIZE);
        if (sentOfFirst == 0) {
            chunk.appendByte(FIRST).appendInt(frame.length());
        } else {
            chunk.appendByte(FURTHER);
        }
        int length = Math.min(SIZE - chunk.length(), frame.length() - sentOfFirst);
        chunk.appendBuffer(frame, sentOfFirst, length);
        sentOfFirst += length;
        queuedBytes -= length;
        if (sentOfFirst < frame.length()) {
            return new Chunk(chunk, Chunks::nothing);
        }
        inOrder.remove();
        sentOfFirst = 0;
        return new Chunk(chunk, outgoing.written());
    }

    static void nothing() {}

    /** Puts the chunks of the other end together. */
    static final class Assembly {
        private int limit;
        private @Nullable Buffer underWay;
        private int expected;

        /**
         * @param limit the largest frame in bytes
         */
        Assembly(int limit) {
            this.limit = limit;
        }

        /** From now on, the largest frame in bytes. */
        void limit(int bytes) {
            limit = bytes;
        }

        /** Takes a chunk; gives the frame that it completes. */
        Optional<Buffer> take(Buffer chunk) {
            if (chunk.length() < 2 || chunk.length() > SIZE) {
                throw fault("a chunk of " + chunk.length() + " bytes is not within 2 and " + SIZE);
            }
            return switch (chunk.getByte(0)) {
                case WHOLE -> Optional.of(whole(chunk));
                case FIRST -> first(chunk);
                case FURTHER -> further(chunk, 1);
                default -> throw fault("a chunk has the unknown type " + chunk.getByte(0));
            };
        }

        private Buffer whole(Buffer chunk) {
            if (chunk.length() - 1 > limit) {
                throw tooLarge(chunk.length() - 1);
            }
            return chunk.slice(1, chunk.length());
        }

        private Optional<Buffer> first(Buffer chunk) {
            if (underWay != null) {
                throw fault("a frame begins before the one under way has ended");
            }
            if (chunk.length() < 5) {
                throw fault("the first chunk of a frame ends inside the frame's length");
            }
            expected = chunk.getInt(1);
            if (expected < 1 || expected > limit) {
                throw tooLarge(expected);
            }
            // The length is a claim: room is made as bytes come.
            underWay = Buffer.buffer(Math.min(expected, 2 * SIZE));
            return further(chunk, 5);
        }

        private Optional<Buffer> further(Buffer chunk, int header) {
            Buffer frame = underWay;
            if (frame == null) {
                throw fault("a piece of a frame comes before its first one");
            }
            frame.appendBuffer(chunk, header, chunk.length() - header);
            if (frame.length() > expected) {
                throw fault("a frame of " + expected + " bytes has " + frame.length());
            }
            if (frame.length() < expected) {
                return Optional.empty();
            }
            underWay = null;
            return Optional.of(frame);
        }

        private LinkProtocolException tooLarge(int bytes) {
            return fault("a frame of " + Integer.toUnsignedString(bytes) + " bytes is over the limit of " + limit);
        }

        private static LinkProtocolException fault(String why) {
            return new LinkProtocolException("Link: " + why + ".");
        }
    }
}
