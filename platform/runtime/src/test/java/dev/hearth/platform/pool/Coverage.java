package dev.hearth.platform.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What happened, and how often: in one schedule, or in all. */
final class Coverage {
    private final Map<Happening, Long> counts = new EnumMap<>(Happening.class);
    private final List<Integer> elements = new ArrayList<>();
    private final List<Integer> faults = new ArrayList<>();

    void count(Happening happening) {
        counts.merge(happening, 1L, Long::sum);
    }

    long of(Happening happening) {
        return counts.getOrDefault(happening, 0L);
    }

    int faults() {
        return (int) counts.entrySet().stream()
                .filter(e -> e.getKey().kind == Happening.Kind.FAULT)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Adds what happened in one schedule. */
    void add(Coverage schedule, int submitted) {
        schedule.counts.forEach((happening, count) -> counts.merge(happening, count, Long::sum));
        elements.add(submitted);
        faults.add(schedule.faults());
    }

    List<Happening> missing() {
        List<Happening> missing = new ArrayList<>();
        for (Happening happening : Happening.values()) {
            if (of(happening) == 0) {
                missing.add(happening);
            }
        }
        return missing;
    }

    int medianElements() {
        return median(elements);
    }

    int medianFaults() {
        return median(faults);
    }

    private static int median(List<Integer> numbers) {
        List<Integer> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(elements.size() + " schedules; a schedule, median: " + medianElements()
                + " elements, " + medianFaults() + " faults");
        for (Happening.Kind kind : Happening.Kind.values()) {
            text.append("\n  ").append(kind).append(": ");
            text.append(counts.entrySet().stream()
                    .filter(e -> e.getKey().kind == kind)
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", ")));
        }
        return text.toString();
    }
}
