package dev.hearth.platform.journal;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.pool.Settled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contents of a row of outcomes while it grows. Not safe for use by several threads. */
final class OutcomePacker {
    private static final int FAILED = 1;
    private static final int COLD = 2;

    private final Packer out = new Packer();
    private final Map<String, Integer> replicas = new HashMap<>();
    private @Nullable String lastReplica;
    private int lastNumber;
    private long previous;
    private long first = Long.MAX_VALUE;
    private long last = -1;
    private int succeeded;
    private int failed;

    void add(Outcome outcome) {
        Settled settled = outcome.settled();
        Failure failure = settled.failure();
        byte[] result = settled.result();
        // Neighbours mostly come one after the other.
        out.signed(outcome.index() - previous);
        previous = outcome.index();
        first = Math.min(first, outcome.index());
        last = Math.max(last, outcome.index());
        out.number(outcome.digest() & 0xffff_ffffL);
        out.number(outcome.atMicros());
        out.number((failure == null ? 0 : FAILED) | (settled.cold() ? COLD : 0));
        replica(settled.replica());
        out.number(settled.attempts());
        out.number(settled.queuedNanos());
        out.number(settled.runNanos());
        out.number(settled.cacheHits());
        out.number(settled.cacheMisses());
        if (failure == null) {
            succeeded++;
            out.bytes(result == null ? new byte[0] : result);
        } else {
            failed++;
            out.text(failure.kind().name());
            out.text(failure.message());
            out.text(failure.trace());
        }
    }

    /** A name once, and its number whenever it comes again. */
    private void replica(String name) {
        // Outcomes come in batches, each of one replica.
        if (name.equals(lastReplica)) {
            out.number(lastNumber);
            return;
        }
        Integer known = replicas.putIfAbsent(name, replicas.size());
        lastReplica = name;
        lastNumber = known == null ? replicas.size() - 1 : known;
        out.number(lastNumber);
        if (known == null) {
            out.text(name);
        }
    }

    int size() {
        return out.size();
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    int succeeded() {
        return succeeded;
    }

    int failed() {
        return failed;
    }

    byte[] packed() {
        return out.packed();
    }

    static List<Outcome> unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        List<String> replicas = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        long index = 0;
        while (in.hasRemaining()) {
            index += Packer.signed(in);
            int digest = (int) Packer.number(in);
            long at = Packer.number(in);
            int flags = (int) Packer.number(in);
            int replica = (int) Packer.number(in);
            if (replica == replicas.size()) {
                replicas.add(Packer.text(in));
            }
            int attempts = (int) Packer.number(in);
            long queued = Packer.number(in);
            long ran = Packer.number(in);
            int hits = (int) Packer.number(in);
            int misses = (int) Packer.number(in);
            boolean success = (flags & FAILED) == 0;
            byte[] result = success ? Packer.bytes(in) : null;
            Failure failure = success
                    ? null
                    : new Failure(FailureKind.valueOf(Packer.text(in)), Packer.text(in), Packer.text(in), false);
            outcomes.add(new Outcome(
                    index,
                    digest,
                    at,
                    new Settled(
                            result,
                            failure,
                            replicas.get(replica),
                            attempts,
                            queued,
                            ran,
                            (flags & COLD) != 0,
                            hits,
                            misses)));
        }
        return outcomes;
    }
}
