package dev.hearth.examples.severaltasks;

import dev.hearth.InEnvironment;
import dev.hearth.Task;
import java.util.Locale;

/** A third task of the environment that {@link Words} declares. */
@InEnvironment(Words.class)
public class Letters {

    @Task
    public String upperCase(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
