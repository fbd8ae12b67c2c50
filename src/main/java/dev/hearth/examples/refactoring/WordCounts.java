package dev.hearth.examples.refactoring;

import dev.hearth.Task;
import java.util.Map;
import java.util.TreeMap;

/** Before: no environment, so its task is a regular one, and each call has a fresh process. */
public class WordCounts {

    @Task
    public Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : text.strip().split("\\s+", -1)) {
            counts.merge(word, 1, Integer::sum);
        }
        return counts;
    }
}
