package dev.hearth.examples.severaltasks;

import dev.hearth.InEnvironment;
import dev.hearth.Task;
import java.util.Locale;

/** Two more tasks of the environment that {@link Words} declares. */
@InEnvironment(Words.class)
public class Letters {

    @Task
    public String upperCase(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    @Task
    public String join(String word, String text) {
        return word + ": " + text;
    }
}
