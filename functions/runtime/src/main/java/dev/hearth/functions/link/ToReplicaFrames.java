package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The encoding of what a platform tells a replica. */
final class ToReplicaFrames {
    private ToReplicaFrames() {}

    static Buffer encode(ToReplica message) {
        if (message instanceof ToReplica.Assign assign) {
            return AssignFrames.encode(assign.assignments());
        }
        if (message instanceof ToReplica.Recall recall) {
            return leases(FrameType.RECALL, recall.leases());
        }
        if (message instanceof ToReplica.Cancel cancel) {
            return leases(FrameType.CANCEL, cancel.leases());
        }
        if (message instanceof ToReplica.Forget forget) {
            return new FrameWriter(FrameType.FORGET, 64).text(forget.run()).toBuffer();
        }
        if (message instanceof ToReplica.Reply reply) {
            byte[] result = reply.result();
            FrameWriter out = new FrameWriter(FrameType.REPLY, 64 + (result == null ? 0 : result.length));
            out.number(reply.call());
            FailureFrames.write(out, result, reply.failure());
            return out.toBuffer();
        }
        if (message instanceof ToReplica.Welcome welcome) {
            return new FrameWriter(FrameType.WELCOME, 32)
                    .number(welcome.heartbeatMillis())
                    .number(welcome.payloadLimit())
                    .number(welcome.cancelGraceMillis())
                    .toBuffer();
        }
        if (message instanceof ToReplica.Refused refused) {
            return new FrameWriter(FrameType.REFUSED, 128)
                    .text(refused.reason())
                    .number(refused.retryMillis())
                    .text(refused.platform().map(URI::toString).orElse(""))
                    .toBuffer();
        }
        return new FrameWriter(FrameType.STOP, 1).toBuffer();
    }

    static Buffer encode(BoundArguments bound) {
        return new FrameWriter(FrameType.BIND, 64 + bound.input().length)
                .number(bound.id())
                .text(bound.run())
                .bytes(bound.input())
                .toBuffer();
    }

    static BoundArguments decodeBind(FrameReader in) {
        return new BoundArguments(in.number("bound arguments"), in.text("run"), in.bytes("input"));
    }

    static ToReplica decode(int type, FrameReader in, LongFunction<@Nullable BoundArguments> bound) {
        return switch (type) {
            case FrameType.WELCOME ->
                new ToReplica.Welcome(
                        in.number("heartbeat"), in.smallNumber("payload limit"), in.number("cancel grace"));
            case FrameType.REFUSED ->
                new ToReplica.Refused(in.text("reason"), in.number("retry"), platform(in.text("platform")));
            case FrameType.ASSIGN -> AssignFrames.decode(in, bound);
            case FrameType.RECALL -> new ToReplica.Recall(in.numbers("leases"));
            case FrameType.CANCEL -> new ToReplica.Cancel(in.numbers("leases"));
            case FrameType.FORGET -> new ToReplica.Forget(in.text("run"));
            case FrameType.REPLY -> {
                long call = in.number("call");
                FailureFrames.Outcome outcome = FailureFrames.read(in);
                yield new ToReplica.Reply(call, outcome.result(), outcome.failure());
            }
            case FrameType.STOP -> new ToReplica.Stop();
            default -> throw in.fault("type", "no platform sends this type. Is the other end of another version?");
        };
    }

    private static Optional<URI> platform(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(URI.create(text));
    }

    private static Buffer leases(int type, long[] leases) {
        return new FrameWriter(type, 16 + 4 * leases.length).numbers(leases).toBuffer();
    }
}
