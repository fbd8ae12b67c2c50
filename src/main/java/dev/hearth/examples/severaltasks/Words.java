package dev.hearth.examples.severaltasks;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import java.util.Comparator;
import java.util.List;

/** Declares the environment, with two tasks. */
@ActorEnvironment(name = "text", replicaCount = 1)
public class Words {

    @Task
    public List<String> split(String text) {
        return text.strip().isEmpty() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    @Task
    public String longest(List<String> words) {
        return words.stream().max(Comparator.comparingInt(String::length)).orElse("");
    }
}
