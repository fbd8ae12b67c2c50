package dev.hearth.examples.refactoring;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import java.util.Map;
import java.util.TreeMap;

/** After: one annotation more, and calls share a warm replica. */
@ActorEnvironment(name = "warm-word-counts")
public class WarmWordCounts {

    @Task
    public Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : text.strip().split("\\s+", -1)) {
            counts.merge(word, 1, Integer::sum);
        }
        return counts;
    }
}
