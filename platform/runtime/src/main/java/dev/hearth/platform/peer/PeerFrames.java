package dev.hearth.platform.peer;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.LinkProtocolException;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.pool.Settled;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Messages between platforms as binary frames and back. */
final class PeerFrames {
    /** Of these frames: platforms of other releases are refused at the door. */
    static final String PROTOCOL = "1";

    private static final int SUBMIT = 1;
    private static final int BIND = 2;
    private static final int CANCEL = 3;
    private static final int FORGET = 4;
    private static final int SETTLE = 5;
    private static final int RETURN = 6;

    private static final int HAS_RESULT = 1;
    private static final int HAS_FAILURE = 2;
    private static final int COLD = 4;
    private static final int STUCK = 8;

    private PeerFrames() {}

    static Buffer encode(PeerMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            write(message, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /**
     * What another platform sent.
     *
     * @throws LinkProtocolException if it is none of these messages
     */
    static PeerMessage decode(Buffer frame) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.getBytes()))) {
            return read(in);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new LinkProtocolException("Link of platforms: a frame cannot be read: " + e, e);
        }
    }

    private static void write(PeerMessage message, DataOutputStream out) throws IOException {
        if (message instanceof PeerMessage.Submit submit) {
            out.writeByte(SUBMIT);
            text(out, submit.environment());
            text(out, submit.identity());
            out.writeInt(submit.groups().size());
            for (PeerMessage.Group group : submit.groups()) {
                group(out, group);
            }
            out.writeInt(submit.elements().size());
            for (PeerMessage.Work work : submit.elements()) {
                out.writeInt(work.id());
                out.writeInt(work.group());
                out.writeLong(work.index());
                bytes(out, work.input());
            }
        } else if (message instanceof PeerMessage.Settle settle) {
            out.writeByte(SETTLE);
            out.writeInt(settle.outcomes().size());
            for (PeerMessage.Outcome outcome : settle.outcomes()) {
                out.writeInt(outcome.id());
                settled(out, outcome.settled());
            }
        } else if (message instanceof PeerMessage.Bind bind) {
            out.writeByte(BIND);
            out.writeLong(bind.bound().id());
            text(out, bind.bound().run());
            bytes(out, bind.bound().input());
        } else if (message instanceof PeerMessage.Cancel cancel) {
            out.writeByte(CANCEL);
            out.writeInt(cancel.share());
        } else if (message instanceof PeerMessage.Forget forget) {
            out.writeByte(FORGET);
            text(out, forget.environment());
            text(out, forget.run());
        } else if (message instanceof PeerMessage.Return back) {
            out.writeByte(RETURN);
            out.writeInt(back.ids().size());
            for (int id : back.ids()) {
                out.writeInt(id);
            }
        }
    }

    private static PeerMessage read(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        return switch (type) {
            case SUBMIT -> {
                String environment = text(in);
                String identity = text(in);
                List<PeerMessage.Group> groups = new ArrayList<>();
                for (int i = count(in); i > 0; i--) {
                    groups.add(group(in));
                }
                List<PeerMessage.Work> elements = new ArrayList<>();
                for (int i = count(in); i > 0; i--) {
                    PeerMessage.Work work = new PeerMessage.Work(in.readInt(), in.readInt(), in.readLong(), bytes(in));
                    if (work.group() < 0 || work.group() >= groups.size()) {
                        throw new IOException("an element has no group");
                    }
                    elements.add(work);
                }
                yield new PeerMessage.Submit(environment, identity, groups, elements);
            }
            case BIND -> new PeerMessage.Bind(new BoundArguments(in.readLong(), text(in), bytes(in)));
            case CANCEL -> new PeerMessage.Cancel(in.readInt());
            case FORGET -> new PeerMessage.Forget(text(in), text(in));
            case SETTLE -> {
                List<PeerMessage.Outcome> outcomes = new ArrayList<>();
                for (int i = count(in); i > 0; i--) {
                    outcomes.add(new PeerMessage.Outcome(in.readInt(), settled(in)));
                }
                yield new PeerMessage.Settle(outcomes);
            }
            case RETURN -> {
                List<Integer> ids = new ArrayList<>();
                for (int i = count(in); i > 0; i--) {
                    ids.add(in.readInt());
                }
                yield new PeerMessage.Return(ids);
            }
            default -> throw new IOException("type " + type + " is unknown");
        };
    }

    private static void group(DataOutputStream out, PeerMessage.Group group) throws IOException {
        out.writeInt(group.share());
        text(out, group.run());
        text(out, group.trace());
        out.writeInt(group.concurrency());
        text(out, group.task());
        out.writeLong(group.bound());
        RetryPolicy retry = group.limits().retry();
        out.writeInt(retry.retries());
        out.writeLong(retry.delay().toNanos());
        out.writeDouble(retry.factor());
        out.writeLong(retry.maxDelay().toNanos());
        out.writeLong(group.limits().timeoutMillis());
        out.writeLong(group.limits().queueTimeoutNanos());
    }

    private static PeerMessage.Group group(DataInputStream in) throws IOException {
        return new PeerMessage.Group(
                in.readInt(),
                text(in),
                text(in),
                in.readInt(),
                text(in),
                in.readLong(),
                new Limits(
                        new RetryPolicy(
                                in.readInt(),
                                Duration.ofNanos(in.readLong()),
                                in.readDouble(),
                                Duration.ofNanos(in.readLong())),
                        in.readLong(),
                        in.readLong()));
    }

    private static void settled(DataOutputStream out, Settled settled) throws IOException {
        byte[] result = settled.result();
        Failure failure = settled.failure();
        out.writeByte((result == null ? 0 : HAS_RESULT)
                | (failure == null ? 0 : HAS_FAILURE)
                | (settled.cold() ? COLD : 0)
                | (failure != null && failure.stuck() ? STUCK : 0));
        if (result != null) {
            bytes(out, result);
        }
        if (failure != null) {
            text(out, failure.kind().name());
            text(out, failure.message());
            text(out, failure.trace());
        }
        text(out, settled.replica());
        out.writeInt(settled.attempts());
        out.writeLong(settled.queuedNanos());
        out.writeLong(settled.runNanos());
        out.writeInt(settled.cacheHits());
        out.writeInt(settled.cacheMisses());
    }

    private static Settled settled(DataInputStream in) throws IOException {
        int flags = in.readUnsignedByte();
        byte[] result = (flags & HAS_RESULT) == 0 ? null : bytes(in);
        Failure failure = (flags & HAS_FAILURE) == 0
                ? null
                : new Failure(FailureKind.valueOf(text(in)), text(in), text(in), (flags & STUCK) != 0);
        return new Settled(
                result,
                failure,
                text(in),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                (flags & COLD) != 0,
                in.readInt(),
                in.readInt());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** A length is compared with what is left before anything is allocated for it. */
    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length + " goes beyond the frame");
        }
        return in.readNBytes(length);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available()) {
            throw new IOException("a number of " + count + " goes beyond the frame");
        }
        return count;
    }
}
