package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.Outcome;
import dev.hearth.Provenance;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.replica.CurrentExecution;
import dev.hearth.functions.replica.ReplicaScope;
import dev.hearth.functions.stub.RecordedCall;
import dev.hearth.functions.stub.Stubs;
import dev.hearth.platform.run.MapFlow.Item;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The outcomes of a map, made as they are asked for. Used by one thread. */
interface MapOutcomes {
    /** The next outcome, or null at the end. Throws what fails the map. */
    @Nullable
    Outcome<Object> next();

    /** Ends the map, whatever is left. */
    void close();

    /** Opens a map: an empty one starts nothing, one of this replica's own environment runs in place, any other in a pool. */
    static MapOutcomes of(MapBackend backend, MapJob.Source source, MapJob.Options options) {
        Iterator<?> elements = source.elements().get();
        try {
            if (!elements.hasNext()) {
                source.close().run();
                return new Empty();
            }
            RecordedCall first = source.record().apply(0L, elements.next());
            TaskSpec task = first.task();
            return CurrentExecution.environment()
                            .filter(task.environment()::equals)
                            .isPresent()
                    ? new InPlace(task, first, elements, source)
                    : new Pooled(backend, task, first, elements, source, options);
        } catch (Throwable failure) {
            source.close().run();
            throw failure;
        }
    }

    /** No element. */
    final class Empty implements MapOutcomes {
        @Override
        public @Nullable Outcome<Object> next() {
            return null;
        }

        @Override
        public void close() {}
    }

    /** A map that a task makes over its own environment: plain local calls, one after the other. */
    final class InPlace implements MapOutcomes {
        private final TaskSpec task;
        private final Iterator<?> elements;
        private final MapJob.Source source;
        private @Nullable RecordedCall call;
        private long index;

        InPlace(TaskSpec task, RecordedCall first, Iterator<?> elements, MapJob.Source source) {
            this.task = task;
            this.call = first;
            this.elements = elements;
            this.source = source;
        }

        @Override
        @SuppressWarnings("NullAway") // A task may return null, and then that is its value.
        public @Nullable Outcome<Object> next() {
            RecordedCall now = call;
            call = null;
            if (now == null && elements.hasNext()) {
                now = source.record().apply(index, elements.next());
            }
            if (now == null) {
                close();
                return null;
            }
            Object value = Stubs.call(task.name(), now.arguments());
            return new Outcome.Success<>(
                    index++,
                    value,
                    new Provenance(
                            CurrentExecution.scope().map(ReplicaScope::replica).orElse(""),
                            1,
                            Duration.ZERO,
                            Duration.ZERO,
                            false,
                            0,
                            0));
        }

        @Override
        public void close() {
            source.close().run();
        }
    }

    /** A map over a pool. */
    final class Pooled implements MapOutcomes {
        private final MapBackend backend;
        private final TaskSpec task;
        private final MapJob.Source source;
        private final MapBackend.Position position;
        private final StepState step;
        private final MapFlow flow;
        private final MapTaker taker;
        private final CallFeed feed;
        private boolean closed;

        Pooled(
                MapBackend backend,
                TaskSpec task,
                RecordedCall first,
                Iterator<?> elements,
                MapJob.Source source,
                MapJob.Options options) {
            this.backend = backend;
            this.task = task;
            this.source = source;
            position = backend.position("map", task);
            step = position.run().step(position.step(), task.name(), true);
            flow = new MapFlow(
                    backend.pools(),
                    task.environment(),
                    position.run().id(),
                    position.run().traceparent(),
                    options.concurrency(),
                    options.window(),
                    options.ordered(),
                    step);
            SuccessRule rule = options.rule().get();
            source.size().ifPresent(rule::total);
            taker = new MapTaker(flow, rule, step, task.name(), options.ordered());
            feed = new CallFeed(
                    task,
                    first,
                    elements,
                    source.record(),
                    flow,
                    new BoundEncoder(backend.json(), task, position.run().id()),
                    options.call(),
                    backend.payloadLimit(),
                    step);
        }

        @Override
        public @Nullable Outcome<Object> next() {
            try {
                Item item = taker.next(feed);
                if (item == null) {
                    step.mapSucceeded();
                    succeeded();
                    return null;
                }
                return outcome(item);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed(
                        new HearthException("Map '" + task.name() + "' was cancelled: its thread was interrupted.", e));
            } catch (RuntimeException e) {
                throw failed(step.mapFailed(e));
            } catch (Error e) {
                throw failed(e);
            }
        }

        @SuppressWarnings("NullAway") // A task may return null, and then that is its value.
        private Outcome<Object> outcome(Item item) {
            Failure failure = item.settled().failure();
            byte[] result = item.settled().result();
            return failure == null && result != null
                    ? new Outcome.Success<>(
                            item.index(),
                            Returned.as(task, backend.json().decode(task.resultType(), result)),
                            Failures.provenance(item.settled()))
                    : new Outcome.Failure<>(
                            item.index(),
                            Failures.ofElement(
                                    item.index(),
                                    task.name(),
                                    item.settled(),
                                    failure == null ? Failure.of(FailureKind.ERROR, "no result") : failure),
                            Failures.provenance(item.settled()));
        }

        private void succeeded() {
            if (position.own()) {
                position.run().succeeded(new byte[0]);
            }
            close();
        }

        private <T extends Throwable> T failed(T failure) {
            if (position.own()) {
                position.run().failed(failure);
            }
            close();
            return failure;
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            flow.close();
            step.ended();
            step.mapClosed();
            source.close().run();
            if (position.own()) {
                position.run().failed(new HearthException("Map '" + task.name() + "' was closed before its end."));
            }
        }
    }
}
