package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.run.MapFlow.Item;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** A map over JSON texts: one thread reads, this one takes. */
final class JsonMap implements Runnable {
    private final RunState run;
    private final TaskSpec task;
    private final Iterator<byte[]> elements;
    private final MapOptions options;
    private final MapSink sink;
    private final int payloadLimit;
    private final JsonBinding json;
    private final Limits limits;
    private final Executor readers;
    private final StepState step;
    private final MapFlow flow;
    private final MapDigest digest = new MapDigest();

    JsonMap(
            RunState run,
            TaskSpec task,
            Iterator<byte[]> elements,
            MapOptions options,
            MapSink sink,
            Pools pools,
            Executor readers,
            int payloadLimit,
            JsonBinding json) {
        this.run = run;
        this.task = task;
        this.elements = elements;
        this.options = options;
        this.sink = sink;
        this.readers = readers;
        this.payloadLimit = payloadLimit;
        this.json = json;
        this.limits = TaskLimits.of(task, CallOptions.NONE);
        this.step = run.step(new StepId("/", 0), task.name(), true);
        this.flow = new MapFlow(
                pools,
                task.environment(),
                run.id(),
                run.traceparent(),
                options.concurrency(),
                options.window(),
                !options.unordered(),
                step);
    }

    @Override
    public void run() {
        FutureTask<?> reader = new FutureTask<>(this::read, null);
        try {
            readers.execute(reader);
            take();
            step.mapSucceeded();
            run.succeeded(json.encode(step.progress(), MapProgress.class));
        } catch (InterruptedException e) {
            run.failed(new HearthException("Map '" + task.name() + "' was interrupted.", e));
        } catch (Throwable failure) {
            run.failed(failure);
        } finally {
            reader.cancel(true);
            flow.close();
            step.ended();
            step.mapClosed();
        }
    }

    private void take() throws InterruptedException {
        SuccessRule rule = options.minSuccessRatio().isPresent()
                ? SuccessRule.ratio(options.minSuccessRatio().getAsDouble())
                : SuccessRule.all();
        MapTaker taker = new MapTaker(flow, rule, step, task.name(), !options.unordered());
        for (Item item = taker.next(MapTaker.Feeder.ELSEWHERE);
                item != null;
                item = taker.next(MapTaker.Feeder.ELSEWHERE)) {
            sink.accept(
                    item.index(),
                    item.settled().result(),
                    item.settled().failure(),
                    Failures.provenance(item.settled()));
        }
    }

    private void read() {
        try {
            long index = 0;
            while (flow.awaitRoom() && hasNext()) {
                feed(index++, elements.next());
            }
            step.digest(digest.end());
            flow.endInput();
        } catch (InterruptedException e) {
            flow.failInput(new HearthException("Reading the elements was interrupted.", e));
        } catch (Throwable failure) {
            flow.failInput(failure);
        }
    }

    // What is fed waits in the flow for company; before a read that may block, it must leave.
    private boolean hasNext() {
        if (!(elements instanceof ReadyIterator<?> ready) || !ready.ready()) {
            flow.flush();
        }
        return elements.hasNext();
    }

    private void feed(long index, byte[] text) {
        int own = digest.add(text, null);
        Outcome known = step.recorded(index, own);
        if (known != null) {
            flow.feedSettled(new Item(index, own, known.atMicros(), known.settled()));
            return;
        }
        if (text.length > payloadLimit) {
            flow.feedSettled(new Item(
                    index,
                    own,
                    Item.NEW,
                    Failures.unsent(FailureKind.BAD_INPUT, PayloadLimit.inputTooLarge(text.length, payloadLimit))));
            return;
        }
        flow.feed(new Element(flow.poolRun(), index, task.name(), null, input(text), own, limits));
    }

    private byte[] input(byte[] text) {
        if (task.parameters().size() != 1) {
            return text;
        }
        byte[] before = ("{\"" + task.parameters().get(0).name() + "\":").getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[before.length + text.length + 1];
        System.arraycopy(before, 0, input, 0, before.length);
        System.arraycopy(text, 0, input, before.length, text.length);
        input[input.length - 1] = '}';
        return input;
    }
}
