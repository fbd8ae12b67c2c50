package dev.hearth.knative.deployment;

import dev.hearth.Task;

/** Regular tasks of the applications that the tests build. */
public class Winds {
    @Task
    public int force(int hour) {
        return hour % 9;
    }
}
