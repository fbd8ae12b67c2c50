package dev.hearth.examples.numbers;

import dev.hearth.Actors;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;

public class NumberMaps {
    @Inject
    Numbers numbers;

    @Inject
    Actors actors;

    @Workflow
    public List<Integer> plusOneAll(List<Integer> values) {
        return actors.map(values, value -> numbers.plusOne(value)).toList();
    }
}
