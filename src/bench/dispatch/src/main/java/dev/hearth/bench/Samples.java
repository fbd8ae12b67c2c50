package dev.hearth.bench;

import java.util.ArrayList;
import java.util.List;

/** One figure, measured once in each round. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    /** A figure that was measured once. */
    static Samples of(double value) {
        Samples one = new Samples();
        one.add(value);
        return one;
    }

    void add(double value) {
        values.add(value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
