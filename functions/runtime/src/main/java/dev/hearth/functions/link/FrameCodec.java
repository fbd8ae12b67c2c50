package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Messages as binary frames and back. Without state: what is remembered per link is in {@link LinkSender} and
 * {@link LinkReceiver}. Decoding trusts nothing and throws {@link LinkProtocolException}, nothing else.
 */
public final class FrameCodec {
    private FrameCodec() {}

    /** One message of a replica as one frame. */
    public static Buffer encode(FromReplica message) {
        return FromReplicaFrames.encode(message);
    }

    /**
     * What a replica sent.
     *
     * @throws LinkProtocolException if it is no message of a replica
     */
    public static FromReplica decodeFromReplica(Buffer frame) {
        return guarded(frame, in -> FromReplicaFrames.decode(in.type(), in));
    }

    /** Whether a message may overtake those that were sent before it. */
    public static boolean urgent(FromReplica message) {
        return message instanceof FromReplica.Heartbeat || message instanceof FromReplica.CancelCall;
    }

    /** Whether a message may overtake those that were sent before it. A cancel does so to interrupt what runs without delay. */
    public static boolean urgent(ToReplica message) {
        return message instanceof ToReplica.Cancel
                || message instanceof ToReplica.Recall
                || message instanceof ToReplica.Welcome
                || message instanceof ToReplica.Refused;
    }

    /** A frame that is no message but brings bound arguments. */
    static Optional<BoundArguments> decodeBind(Buffer frame) {
        if (frame.length() == 0 || frame.getByte(0) != FrameType.BIND) {
            return Optional.empty();
        }
        return Optional.of(guarded(frame, in -> {
            in.type();
            return ToReplicaFrames.decodeBind(in);
        }));
    }

    static ToReplica decodeToReplica(Buffer frame, LongFunction<@Nullable BoundArguments> bound) {
        return guarded(frame, in -> ToReplicaFrames.decode(in.type(), in, bound));
    }

    private static <T> T guarded(Buffer frame, Function<FrameReader, T> decoder) {
        FrameReader in = new FrameReader(frame);
        try {
            T message = decoder.apply(in);
            in.end();
            return message;
        } catch (IllegalArgumentException | ArithmeticException e) {
            // From the records' own checks: a retry policy, a duration.
            throw new LinkProtocolException(in.fault("value", "").getMessage() + " " + e.getMessage(), e);
        }
    }
}
