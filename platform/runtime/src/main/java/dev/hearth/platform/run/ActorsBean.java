package dev.hearth.platform.run;

import dev.hearth.Actors;
import dev.hearth.MapTask;
import dev.hearth.TaskCall;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.dispatch.Dispatcher;
import dev.hearth.functions.dispatch.Dispatchers;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.stub.Recording;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.Pools;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@link Actors} on the platform, and in replicas for calls to other environments. */
@Singleton
@Unremovable
class ActorsBean implements Actors {
    private final RunRegistry registry;
    private final Catalog catalog;
    private final JsonBinding json;
    private final Pools pools;
    private final int payloadLimit;
    private final WorkflowThreads threads;
    private final Branches branches;

    @Inject
    ActorsBean(
            RunRegistry registry,
            Catalog catalog,
            JsonBinding json,
            Pools pools,
            DispatchConfig config,
            WorkflowThreads threads) {
        this.registry = registry;
        this.catalog = catalog;
        this.json = json;
        this.pools = pools;
        this.payloadLimit = PayloadLimit.of(config);
        this.threads = threads;
        this.branches = new Branches(threads.branches());
    }

    /** The platform's pools, or in a replica's process the other environments as seen over its link. */
    private MapBackend backend() {
        Recording.refuse("a map");
        Dispatcher dispatcher = Dispatchers.current();
        return new MapBackend(
                registry,
                json,
                dispatcher instanceof PlatformDispatcher ? pools : new DispatcherPools(dispatcher, catalog),
                payloadLimit);
    }

    @Override
    public <T, R> MapTask<R> map(Iterable<? extends T> elements, Function<? super T, ? extends R> call) {
        Objects.requireNonNull(call, "call");
        OptionalLong size =
                elements instanceof Collection<?> known ? OptionalLong.of(known.size()) : OptionalLong.empty();
        return job(elements::iterator, size, (index, element) -> call.apply(element), ActorsBean::closeNothing);
    }

    @Override
    public <T, R> MapTask<R> map(Stream<? extends T> elements, Function<? super T, ? extends R> call) {
        Objects.requireNonNull(call, "call");
        return job(elements::iterator, OptionalLong.empty(), (index, element) -> call.apply(element), elements::close);
    }

    @Override
    public <A, B, R> MapTask<R> map(
            List<? extends A> first, List<? extends B> second, BiFunction<? super A, ? super B, ? extends R> call) {
        Objects.requireNonNull(call, "call");
        return this.<Pair<A, B>, R>job(
                () -> zip(first, second),
                OptionalLong.of(sameLength(first, second)),
                (index, pair) -> call.apply(pair.first(), pair.second()),
                ActorsBean::closeNothing);
    }

    @Override
    public <T> void forEach(Iterable<? extends T> elements, Consumer<? super T> call) {
        Objects.requireNonNull(call, "call");
        OptionalLong size =
                elements instanceof Collection<?> known ? OptionalLong.of(known.size()) : OptionalLong.empty();
        run(this.<T>voidJob(elements::iterator, size, call));
    }

    @Override
    public <A, B> void forEach(
            List<? extends A> first, List<? extends B> second, BiConsumer<? super A, ? super B> call) {
        Objects.requireNonNull(call, "call");
        run(this.<Pair<A, B>>voidJob(
                () -> zip(first, second),
                OptionalLong.of(sameLength(first, second)),
                pair -> call.accept(pair.first(), pair.second())));
    }

    @Override
    public <R> List<R> all(List<? extends Supplier<? extends R>> work) {
        Recording.refuse("parallel branches");
        return branches.all(work);
    }

    @Override
    public <R> TaskCall<R> call(Supplier<? extends R> call) {
        return new CallJob<>(json, threads, call, CallOptions.NONE);
    }

    @SuppressWarnings("unchecked") // The elements come from an iterator of T.
    private <T, R> MapTask<R> job(
            Supplier<Iterator<? extends T>> elements,
            OptionalLong size,
            BiFunction<Long, ? super T, ? extends R> call,
            Runnable close) {
        return new MapJob<>(
                backend(),
                new MapJob.Source(
                        elements::get,
                        size,
                        (index, element) ->
                                Recording.record(new ElementName(index), () -> call.apply(index, (T) element)),
                        close));
    }

    @SuppressWarnings("unchecked")
    private <T> MapTask<Void> voidJob(
            Supplier<Iterator<? extends T>> elements, OptionalLong size, Consumer<? super T> call) {
        return new MapJob<>(
                backend(),
                new MapJob.Source(
                        elements::get,
                        size,
                        (index, element) ->
                                Recording.recordVoid(new ElementName(index), () -> call.accept((T) element)),
                        ActorsBean::closeNothing));
    }

    private static void run(MapTask<Void> map) {
        AtomicLong count = new AtomicLong();
        try (Stream<Void> stream = map.unordered().stream()) {
            stream.forEach(nothing -> count.incrementAndGet());
        }
    }

    private static void closeNothing() {}

    /** An element in messages: its text is made for them alone. */
    private record ElementName(long index) {
        @Override
        public String toString() {
            return "element " + index;
        }
    }

    private record Pair<A, B>(A first, B second) {}

    private static int sameLength(List<?> first, List<?> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("Map over two lists: the first has " + first.size()
                    + " elements, the second " + second.size() + ", but each element needs its partner.");
        }
        return first.size();
    }

    private static <A, B> Iterator<Pair<A, B>> zip(List<? extends A> first, List<? extends B> second) {
        Iterator<? extends A> a = first.iterator();
        Iterator<? extends B> b = second.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return a.hasNext();
            }

            @Override
            public Pair<A, B> next() {
                return new Pair<>(a.next(), b.next());
            }
        };
    }
}
