package dev.hearth;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Maps, parallel branches and calls with options. Inject it wherever stubs are injected. Safe for use by several threads.
 *
 * <p>The function of a map is called on the platform, once or twice an element, only to learn which task is meant and with
 * which arguments. It must be free of side effects and return exactly what its one task call returned; anything else is an
 * error that names the element.
 */
public interface Actors {
    /**
     * A map of one task over elements, which are read lazily.
     *
     * @param elements what to map over; read once, on the thread that runs the terminal operation
     * @param call calls exactly one task and returns its result
     */
    <T, R> MapTask<R> map(Iterable<? extends T> elements, Function<? super T, ? extends R> call);

    /** {@link #map(Iterable, Function)} over a stream, which is closed at the end. */
    <T, R> MapTask<R> map(Stream<? extends T> elements, Function<? super T, ? extends R> call);

    /**
     * A map over two lists, element by element.
     *
     * @throws IllegalArgumentException at once, if the lists differ in length
     */
    <A, B, R> MapTask<R> map(
            List<? extends A> first, List<? extends B> second, BiFunction<? super A, ? super B, ? extends R> call);

    /**
     * Runs a {@code void} task for each element. Returns when all have succeeded.
     *
     * @throws TaskFailedException if one failed; what had not run is cancelled
     */
    <T> void forEach(Iterable<? extends T> elements, Consumer<? super T> call);

    /** {@link #forEach(Iterable, Consumer)} over two lists of one length. */
    <A, B> void forEach(List<? extends A> first, List<? extends B> second, BiConsumer<? super A, ? super B> call);

    /**
     * Runs branches in parallel, each of which may call tasks, maps and workflows. Returns their results in the order of
     * the branches, when all have ended.
     *
     * @throws RuntimeException what the first branch that failed threw; the others are cancelled
     */
    <R> List<R> all(List<? extends Supplier<? extends R>> branches);

    /** {@link #all(List)} with the branches spelled out. */
    @SuppressWarnings("unchecked")
    default <R> List<R> all(Supplier<? extends R>... branches) {
        return all(List.of(branches));
    }

    /**
     * One task call with options.
     *
     * @param call calls exactly one task and returns its result, as for a map
     */
    <R> TaskCall<R> call(Supplier<? extends R> call);
}
