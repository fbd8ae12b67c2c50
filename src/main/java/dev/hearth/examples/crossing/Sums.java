package dev.hearth.examples.crossing;

import dev.hearth.ActorEnvironment;
import dev.hearth.Actors;
import dev.hearth.Task;
import dev.hearth.examples.numbers.Numbers;
import jakarta.inject.Inject;
import java.util.List;

@ActorEnvironment(name = "sums")
public class Sums {
    @Inject
    Numbers numbers;

    @Inject
    Actors actors;

    /** The sum of the values' successors. */
    @Task
    public int sumOfSuccessors(List<Integer> values) {
        List<Integer> successors =
                actors.map(values, value -> numbers.plusOne(value)).toList();
        return successors.stream().mapToInt(Integer::intValue).sum();
    }

    /** The successor's successor: two calls, one after the other. */
    @Task
    public int plusTwo(int value) {
        return numbers.plusOne(numbers.plusOne(value));
    }
}
