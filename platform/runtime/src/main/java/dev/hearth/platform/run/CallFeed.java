package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.stub.RecordedCall;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.run.MapFlow.Item;
import java.util.Iterator;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Feeds a map from the calls that its function records. Used by the map's own thread. */
final class CallFeed implements MapTaker.Feeder {
    private static final int BATCH = 256;

    private final TaskSpec task;
    private final MapFlow flow;
    private final BoundEncoder encoder;
    private final Limits limits;
    private final int payloadLimit;
    private final MapDigest digest = new MapDigest();
    private final StepState step;
    private final Iterator<?> elements;
    private final BiFunction<Long, Object, RecordedCall> record;
    private @Nullable RecordedCall pending;
    private long index;
    private boolean ended;

    CallFeed(
            TaskSpec task,
            RecordedCall first,
            Iterator<?> rest,
            BiFunction<Long, Object, RecordedCall> record,
            MapFlow flow,
            BoundEncoder encoder,
            CallOptions options,
            int payloadLimit,
            StepState step) {
        this.task = task;
        this.pending = first;
        this.elements = rest;
        this.record = record;
        this.flow = flow;
        this.encoder = encoder;
        this.limits = TaskLimits.of(task, options);
        this.payloadLimit = payloadLimit;
        this.step = step;
    }

    @Override
    public boolean feedSome() {
        if (ended) {
            return false;
        }
        int count = 0;
        while (count < BATCH && flow.hasRoom()) {
            RecordedCall call = nextCall();
            if (call == null) {
                ended = true;
                step.digest(digest.end());
                flow.endInput();
                return true;
            }
            feed(call);
            count++;
        }
        flow.flush();
        return count > 0;
    }

    private @Nullable RecordedCall nextCall() {
        RecordedCall call = pending;
        pending = null;
        if (call == null && elements.hasNext()) {
            call = record.apply(index, elements.next());
        }
        return call;
    }

    private void feed(RecordedCall call) {
        if (!call.task().name().equals(task.name())) {
            throw new IllegalArgumentException("Map '" + task.name() + "': element " + index + " calls task '"
                    + call.task().name()
                    + "', but all elements of a map must call the same task. Make two maps of it.");
        }
        BoundEncoder.Encoded encoded = encoder.encode(call.arguments());
        int own = digest.add(encoded.input(), encoded.bound());
        long size = encoded.input().length
                + (encoded.bound() == null ? 0L : encoded.bound().input().length);
        Outcome known = step.recorded(index, own);
        if (known != null) {
            flow.feedSettled(new Item(index, own, known.atMicros(), known.settled()));
        } else if (size > payloadLimit) {
            flow.feedSettled(new Item(
                    index,
                    own,
                    Item.NEW,
                    Failures.unsent(FailureKind.BAD_INPUT, PayloadLimit.inputTooLarge(size, payloadLimit))));
        } else {
            flow.feed(new Element(flow.poolRun(), index, task.name(), encoded.bound(), encoded.input(), own, limits));
        }
        index++;
    }
}
