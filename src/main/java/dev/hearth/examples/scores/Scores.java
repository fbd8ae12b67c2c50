package dev.hearth.examples.scores;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.Outcome;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;

public class Scores {
    private static final int VALUES = 20;

    /**
     * What the map did.
     *
     * @param sum of the scores of 1 to 20
     * @param values how many there were
     * @param replicas how many different replicas scored at least one
     * @param loads how often the model was loaded, in all replicas
     */
    public record Summary(int sum, int values, long replicas, int loads) {}

    @Inject
    Scorer scorer;

    @Inject
    Actors actors;

    @Workflow
    public Summary scores(@Default("x") String model) {
        List<Integer> values = IntStream.rangeClosed(1, VALUES).boxed().toList();
        List<Outcome<Integer>> scores = actors.map(values, value -> scorer.score(value, model))
                .outcomes()
                .toList();
        return new Summary(
                scores.stream().mapToInt(Outcome::get).sum(),
                scores.size(),
                scores.stream()
                        .map(score -> score.provenance().replica())
                        .distinct()
                        .count(),
                scores.stream()
                        .mapToInt(score -> score.provenance().cacheMisses())
                        .sum());
    }
}
