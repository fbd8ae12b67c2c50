package dev.hearth.examples.languages;

import dev.hearth.Task;

/** The same task as a regular one: each line has a fresh process, which loads the model for itself. */
public class RegularLanguages {

    @Task
    public Detection detect(String line) {
        return new Languages().detect(line); // a plain object, without a cache
    }
}
