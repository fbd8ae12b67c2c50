package dev.hearth.guide;

import dev.hearth.Actors;
import dev.hearth.Outcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Maps of every kind. */
@Singleton
public class Maps {
    @Inject
    Translator translator;

    @Inject
    Scales scales;

    @Inject
    Parcels parcels;

    @Inject
    Actors actors;

    List<String> list(List<String> words) {
        // tag::list
        List<String> german =
                actors.map(words, word -> translator.translate(word, "de")).toList();
        // end::list
        return german;
    }

    List<Integer> options(List<Integer> grams) {
        // tag::options
        List<Integer> weights = actors.map(grams, gram -> scales.weigh(gram))
                .concurrency(10)
                .timeout(Duration.ofSeconds(5))
                .toList();
        // end::options
        return weights;
    }

    List<Integer> two(List<Integer> grams, List<Integer> tares) {
        // tag::two
        List<Integer> net =
                actors.map(grams, tares, (gram, tare) -> scales.net(gram, tare)).toList();
        // end::two
        return net;
    }

    void each(List<String> names) {
        // tag::each
        actors.forEach(names, name -> parcels.announce(name));
        // end::each
    }

    String outcomes(List<Integer> grams) {
        // tag::outcomes
        StringBuilder report = new StringBuilder();
        for (Outcome<Integer> outcome : actors.map(grams, gram -> scales.weigh(gram))
                .minSuccessRatio(0.5)
                .toList()) {
            if (outcome instanceof Outcome.Success<Integer> success) {
                report.append(success.index()).append(": ").append(success.value());
            } else if (outcome instanceof Outcome.Failure<Integer> failure) {
                report.append(failure.index())
                        .append(": ")
                        .append(failure.failure().kind());
            }
            report.append('\n');
        }
        // end::outcomes
        return report.toString();
    }

    String provenance(List<Integer> grams) {
        // tag::provenance
        Outcome<Integer> first = actors.map(grams, gram -> scales.weigh(gram))
                .outcomes()
                .toList()
                .get(0);
        String told = first.provenance().replica() + " at attempt "
                + first.provenance().attempts();
        // end::provenance
        return told;
    }

    long stream(int elements) {
        // tag::stream
        Stream<Integer> grams = IntStream.rangeClosed(1, elements).boxed();
        long sum;
        try (Stream<Integer> weights = actors.map(grams, gram -> scales.weigh(gram)).unordered().stream()) {
            sum = weights.mapToLong(Integer::longValue).sum();
        }
        // end::stream
        return sum;
    }

    List<Integer> wrong(List<Integer> grams) {
        // tag::wrong
        return actors.map(grams, gram -> scales.weigh(gram) * 2).toList(); // refused: see below
        // end::wrong
    }

    List<Integer> right(List<Integer> grams) {
        // tag::right
        return actors.map(grams, gram -> scales.weigh(gram)).toList().stream()
                .map(weight -> weight * 2)
                .toList();
        // end::right
    }
}
