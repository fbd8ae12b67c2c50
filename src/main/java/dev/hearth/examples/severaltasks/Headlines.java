package dev.hearth.examples.severaltasks;

import dev.hearth.Workflow;
import jakarta.inject.Inject;

/** A workflow that calls a workflow and a task. */
public class Headlines {
    @Inject
    LongestWord longestWord;

    @Inject
    Letters letters;

    /** The longest word, then the text. */
    @Workflow
    public String headline(String text) {
        return letters.join(longestWord.longestWord(text), text);
    }
}
