package dev.hearth.bench.application;

import dev.hearth.Actors;
import dev.hearth.Outcome;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/** The measurements, each a workflow as any author would write it, with a clock around it. Every result is checked. */
public class Measures {
    /** Six digits, so that an argument is sixteen bytes of JSON. */
    private static final int FIRST = 100_000;

    private static final int VALUES = 900_000;

    @Inject
    Adder adder;

    @Inject
    LoneAdder loneAdder;

    @Inject
    Sleeper sleeper;

    @Inject
    Actors actors;

    /** How many elements took how long. */
    public record Rate(long elements, long nanos) {}

    /** Times of single calls. */
    public record Times(long p50Nanos, long p99Nanos) {}

    /** Maps over as many elements as can be read in a time; that of those still under way at its end counts too. */
    @Workflow
    public Rate map(int millis) {
        long begun = System.nanoTime();
        Iterable<Integer> values = () -> valuesUntil(begun + millis * 1_000_000L);
        long count = 0;
        try (Stream<Integer> results = actors.map(values, value -> adder.plusOne(value)).stream()) {
            for (Iterator<Integer> result = results.iterator(); result.hasNext(); count++) {
                check(value(count) + 1, result.next());
            }
        }
        return new Rate(count, System.nanoTime() - begun);
    }

    private static Iterator<Integer> valuesUntil(long end) {
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return System.nanoTime() < end;
            }

            @Override
            public Integer next() {
                return value(next++);
            }
        };
    }

    private static int value(long index) {
        return FIRST + (int) (index % VALUES);
    }

    /** One call after another. */
    @Workflow
    public Times calls(int count) {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            int value = value(i);
            long begun = System.nanoTime();
            int result = loneAdder.addOne(value);
            nanos[i] = System.nanoTime() - begun;
            check(value + 1, result);
        }
        Arrays.sort(nanos);
        return new Times(nanos[count / 2], nanos[count - 1 - count / 100]);
    }

    /** Maps over elements that sleep. */
    @Workflow
    public Rate sleeping(int elements, int millis) {
        long begun = System.nanoTime();
        long count = 0;
        for (int slept : actors.map(Collections.nCopies(elements, millis), each -> sleeper.sleep(each))
                .toList()) {
            check(millis, slept);
            count++;
        }
        long nanos = System.nanoTime() - begun;
        check(elements, (int) count);
        return new Rate(count, nanos);
    }

    /** How many replicas take part in a map over elements that sleep: one each, once all are there. */
    @Workflow
    public int sleepingReplicas(int elements, int millis) {
        Set<String> replicas = new HashSet<>();
        for (Outcome<Integer> outcome : actors.map(Collections.nCopies(elements, millis), each -> sleeper.sleep(each))
                .outcomes()
                .toList()) {
            outcome.get();
            replicas.add(outcome.provenance().replica());
        }
        return replicas.size();
    }

    private static void check(int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException("A task returned " + found + " instead of " + expected + ".");
        }
    }
}
