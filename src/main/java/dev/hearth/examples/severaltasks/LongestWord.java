package dev.hearth.examples.severaltasks;

import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class LongestWord {
    @Inject
    Words words;

    @Inject
    Letters letters;

    @Workflow
    public String longestWord(String text) {
        return letters.upperCase(words.longest(words.split(text)));
    }
}
