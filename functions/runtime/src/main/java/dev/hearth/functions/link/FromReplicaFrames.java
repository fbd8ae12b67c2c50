package dev.hearth.functions.link;

import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.FromReplica.Completion;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The encoding of what a replica tells its platform. */
final class FromReplicaFrames {
    /** Lease, outcome, running time, hits and misses: a byte each at least. */
    private static final int LEAST_COMPLETION = 5;

    private static final int HAS_RETRY = 1;
    private static final int HAS_TIMEOUT = 2;
    private static final int HAS_QUEUE_TIMEOUT = 4;

    private FromReplicaFrames() {}

    static Buffer encode(FromReplica message) {
        if (message instanceof FromReplica.Done done) {
            return done(done);
        }
        if (message instanceof FromReplica.Heartbeat heartbeat) {
            return new FrameWriter(FrameType.HEARTBEAT, 16 + 4 * heartbeat.held().length)
                    .numbers(heartbeat.held())
                    .number(heartbeat.direct())
                    .toBuffer();
        }
        if (message instanceof FromReplica.Returned returned) {
            return new FrameWriter(FrameType.RETURNED, 16 + 4 * returned.leases().length)
                    .numbers(returned.leases())
                    .toBuffer();
        }
        if (message instanceof FromReplica.Call call) {
            return call(call);
        }
        if (message instanceof FromReplica.CancelCall cancel) {
            return new FrameWriter(FrameType.CANCEL_CALL, 11)
                    .number(cancel.call())
                    .toBuffer();
        }
        if (message instanceof FromReplica.Hello hello) {
            return hello(hello);
        }
        FromReplica.Goodbye goodbye = (FromReplica.Goodbye) message;
        return new FrameWriter(FrameType.GOODBYE, 64).text(goodbye.reason()).toBuffer();
    }

    static FromReplica decode(int type, FrameReader in) {
        return switch (type) {
            case FrameType.HELLO ->
                new FromReplica.Hello(
                        in.smallNumber("protocol"),
                        in.text("environment"),
                        in.text("environment version"),
                        in.text("replica"),
                        in.text("token"),
                        in.smallNumber("capacity"),
                        in.number("pid"),
                        in.text("build"),
                        in.text("archive"));
            case FrameType.DONE -> done(in);
            case FrameType.RETURNED -> new FromReplica.Returned(in.numbers("leases"));
            case FrameType.HEARTBEAT -> new FromReplica.Heartbeat(in.numbers("leases"), in.smallNumber("direct"));
            case FrameType.CALL ->
                new FromReplica.Call(
                        in.number("call"),
                        in.text("run"),
                        in.text("task"),
                        in.bytes("input"),
                        options(in),
                        in.number("waiting"));
            case FrameType.CANCEL_CALL -> new FromReplica.CancelCall(in.number("call"));
            case FrameType.GOODBYE -> new FromReplica.Goodbye(in.text("reason"));
            default -> throw in.fault("type", "no replica sends this type. Is the other end of another version?");
        };
    }

    private static Buffer hello(FromReplica.Hello hello) {
        return new FrameWriter(FrameType.HELLO, 256)
                .number(hello.protocol())
                .text(hello.environment())
                .text(hello.environmentVersion())
                .text(hello.replica())
                .text(hello.token())
                .number(hello.capacity())
                .number(hello.pid())
                .text(hello.build())
                .text(hello.archive())
                .toBuffer();
    }

    private static Buffer done(FromReplica.Done done) {
        List<Completion> completions = done.completions();
        FrameWriter out = new FrameWriter(FrameType.DONE, 16 + 32 * completions.size());
        out.number(completions.size());
        for (Completion completion : completions) {
            out.number(completion.lease());
            FailureFrames.write(out, completion.result(), completion.failure());
            out.number(completion.runNanos()).number(completion.cacheHits()).number(completion.cacheMisses());
        }
        return out.toBuffer();
    }

    private static FromReplica.Done done(FrameReader in) {
        int count = in.count("completions", LEAST_COMPLETION);
        List<Completion> completions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long lease = in.number("lease");
            FailureFrames.Outcome outcome = FailureFrames.read(in);
            completions.add(new Completion(
                    lease,
                    outcome.result(),
                    outcome.failure(),
                    in.number("running time"),
                    in.smallNumber("cache hits"),
                    in.smallNumber("cache misses")));
        }
        return new FromReplica.Done(completions);
    }

    private static Buffer call(FromReplica.Call call) {
        FrameWriter out = new FrameWriter(FrameType.CALL, 64 + call.input().length);
        out.number(call.call()).text(call.run()).text(call.task()).bytes(call.input());
        CallOptions options = call.options();
        out.number((options.retry().isPresent() ? HAS_RETRY : 0)
                | (options.timeout().isPresent() ? HAS_TIMEOUT : 0)
                | (options.queueTimeout().isPresent() ? HAS_QUEUE_TIMEOUT : 0));
        options.retry()
                .ifPresent(retry -> out.number(retry.retries())
                        .duration(retry.delay())
                        .fraction(retry.factor())
                        .duration(retry.maxDelay()));
        options.timeout().ifPresent(out::duration);
        options.queueTimeout().ifPresent(out::duration);
        out.number(call.waiting());
        return out.toBuffer();
    }

    private static CallOptions options(FrameReader in) {
        int flags = in.smallNumber("options");
        if (flags > (HAS_RETRY | HAS_TIMEOUT | HAS_QUEUE_TIMEOUT)) {
            throw in.fault("options", flags + " is no known set of flags");
        }
        Optional<RetryPolicy> retry = (flags & HAS_RETRY) == 0
                ? Optional.empty()
                : Optional.of(new RetryPolicy(
                        in.smallNumber("retries"),
                        in.duration("delay"),
                        in.fraction("factor"),
                        in.duration("max delay")));
        Optional<Duration> timeout =
                (flags & HAS_TIMEOUT) == 0 ? Optional.empty() : Optional.of(in.duration("timeout"));
        Optional<Duration> queueTimeout =
                (flags & HAS_QUEUE_TIMEOUT) == 0 ? Optional.empty() : Optional.of(in.duration("queue timeout"));
        return new CallOptions(retry, timeout, queueTimeout);
    }
}
