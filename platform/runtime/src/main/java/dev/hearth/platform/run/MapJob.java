package dev.hearth.platform.run;

import dev.hearth.MapTask;
import dev.hearth.Outcome;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.stub.RecordedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A map over recorded calls, with its options. Immutable but for having been run. */
final class MapJob<R> implements MapTask<R> {
    /**
     * What is mapped over.
     *
     * @param elements opens the input
     * @param size how many there are, if that is known before
     * @param record turns an element, with its index, into a recorded call
     * @param close releases the input
     */
    record Source(
            Supplier<Iterator<?>> elements,
            OptionalLong size,
            BiFunction<Long, Object, RecordedCall> record,
            Runnable close) {}

    record Options(
            int concurrency,
            int window,
            boolean ordered,
            CallOptions call,
            Supplier<SuccessRule> rule,
            boolean outcomes) {}

    private final MapBackend backend;
    private final Source source;
    private final Options options;
    private boolean begun;

    MapJob(MapBackend backend, Source source) {
        this(backend, source, new Options(0, DEFAULT_WINDOW, true, CallOptions.NONE, SuccessRule::all, false));
    }

    private MapJob(MapBackend backend, Source source, Options options) {
        this.backend = backend;
        this.source = source;
        this.options = options;
    }

    private <S> MapTask<S> with(Options changed) {
        return new MapJob<>(backend, source, changed);
    }

    private MapTask<R> with(CallOptions call) {
        return with(new Options(
                options.concurrency(), options.window(), options.ordered(), call, options.rule(), options.outcomes()));
    }

    @Override
    public MapTask<R> concurrency(int elements) {
        return with(new Options(
                atLeastOne("concurrency", elements),
                options.window(),
                options.ordered(),
                options.call(),
                options.rule(),
                options.outcomes()));
    }

    @Override
    public MapTask<R> window(int elements) {
        return with(new Options(
                options.concurrency(),
                atLeastOne("window", elements),
                options.ordered(),
                options.call(),
                options.rule(),
                options.outcomes()));
    }

    @Override
    public MapTask<R> unordered() {
        return with(new Options(
                options.concurrency(), options.window(), false, options.call(), options.rule(), options.outcomes()));
    }

    @Override
    public MapTask<R> retry(RetryPolicy policy) {
        CallOptions call = options.call();
        return with(new CallOptions(Optional.of(policy), call.timeout(), call.queueTimeout()));
    }

    @Override
    public MapTask<R> timeout(Duration limit) {
        CallOptions call = options.call();
        return with(new CallOptions(call.retry(), Optional.of(limit), call.queueTimeout()));
    }

    @Override
    public MapTask<R> queueTimeout(Duration limit) {
        CallOptions call = options.call();
        return with(new CallOptions(call.retry(), call.timeout(), Optional.of(limit)));
    }

    @Override
    public MapTask<Outcome<R>> outcomes() {
        return tolerant(options.rule());
    }

    @Override
    public MapTask<Outcome<R>> minSuccesses(long successes) {
        SuccessRule.minimum(successes);
        return tolerant(() -> SuccessRule.minimum(successes));
    }

    @Override
    public MapTask<Outcome<R>> minSuccessRatio(double ratio) {
        SuccessRule.checkRatio(ratio);
        return tolerant(() -> SuccessRule.ratio(ratio));
    }

    private MapTask<Outcome<R>> tolerant(Supplier<SuccessRule> rule) {
        return with(
                new Options(options.concurrency(), options.window(), options.ordered(), options.call(), rule, true));
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Map: " + option + " is " + value + ", but must be at least 1.");
        }
        return value;
    }

    @Override
    public List<R> toList() {
        List<R> results = new ArrayList<>();
        try (Stream<R> stream = stream()) {
            stream.forEachOrdered(results::add);
        }
        return results;
    }

    @Override
    public Stream<R> stream() {
        if (begun) {
            throw new IllegalStateException("This map has been run already. Make a new one for a second run.");
        }
        begun = true;
        MapOutcomes outcomes = MapOutcomes.of(backend, source, options);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new Results(outcomes), options.ordered() ? Spliterator.ORDERED : 0),
                        false)
                .onClose(outcomes::close);
    }

    /** The results, as they are asked for. Used by one thread. */
    private final class Results implements Iterator<R> {
        private final MapOutcomes outcomes;
        private @Nullable Outcome<Object> next;
        private boolean ended;

        Results(MapOutcomes outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        public boolean hasNext() {
            if (next == null && !ended) {
                next = outcomes.next();
                ended = next == null;
            }
            return next != null;
        }

        @Override
        @SuppressWarnings("unchecked") // R is Outcome<..> exactly if the options say so, else the task's result.
        public R next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Outcome<Object> outcome = next;
            next = null;
            return (R) (options.outcomes() ? outcome : outcome.get());
        }
    }
}
