package dev.hearth.examples.seedtables;

import dev.hearth.Task;

/** Regular tasks: a fresh process for each element. */
public class SeedRegular {

    @Task
    public String hello() {
        return "Hello World";
    }

    @Task
    public long sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }
}
