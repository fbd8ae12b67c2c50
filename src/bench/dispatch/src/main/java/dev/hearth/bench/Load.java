package dev.hearth.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Keeps so many messages under way for a time, and checks each answer. */
final class Load {
    /** How long after its time the last answers may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Peer.Caller caller;
    private final long end;
    private final LongAdder answers = new LongAdder();
    private final AtomicInteger lanes;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Load(Peer.Caller caller, int depth, long end) {
        this.caller = caller;
        this.lanes = new AtomicInteger(depth);
        this.end = end;
    }

    /** Messages that were answered, and how long all of it took. */
    record Rate(long elements, long nanos) {}

    static Rate run(Peer.Caller caller, int workers, int depth, Duration time) throws Exception {
        long begun = System.nanoTime();
        Load load = new Load(caller, depth, begun + time.toNanos());
        for (int lane = 0; lane < depth; lane++) {
            load.new Lane(lane % workers, lane * 1_000_000_000L).send();
        }
        load.ended.get(time.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS);
        return new Rate(load.answers.sum(), System.nanoTime() - begun);
    }

    /** One message after another to one worker. */
    private final class Lane implements Consumer<byte[]> {
        private final int worker;
        private long value;

        Lane(int worker, long value) {
            this.worker = worker;
            this.value = value;
        }

        void send() {
            caller.call(worker, Message.of(value), this);
        }

        @Override
        public void accept(byte[] answer) {
            if (Message.value(answer) != value + 1) {
                ended.completeExceptionally(new IllegalStateException(
                        "Worker " + worker + " answered " + Message.value(answer) + " to " + value + "."));
                return;
            }
            answers.increment();
            value++;
            if (System.nanoTime() < end) {
                send();
            } else if (lanes.decrementAndGet() == 0) {
                ended.complete(null);
            }
        }
    }
}
