package dev.hearth.examples.map2000;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.Outcome;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

public class Map2000 {
    /**
     * What the map did.
     *
     * @param elements how many results came back
     * @param replicas how many different replicas ran at least one element
     * @param sum of the results
     * @param expected what the sum must be
     */
    public record Summary(int elements, long replicas, long sum, long expected) {}

    @Inject
    Fifty fifty;

    @Inject
    Actors actors;

    @Workflow(name = "map-2000")
    public Summary squares(@Default("2000") int elements) {
        List<Integer> values = IntStream.rangeClosed(1, elements).boxed().toList();
        List<Outcome<Long>> outcomes = actors.map(values, value -> fifty.square(value))
                .concurrency(50)
                .outcomes()
                .toList();
        long replicas = outcomes.stream()
                .map(outcome -> outcome.provenance().replica())
                .distinct()
                .count();
        long sum = outcomes.stream().mapToLong(Outcome::get).sum();
        return new Summary(outcomes.size(), replicas, sum, sumOfSquares(elements));
    }

    private static long sumOfSquares(int n) {
        return LongStream.rangeClosed(1, n).map(value -> value * value).sum();
    }
}
