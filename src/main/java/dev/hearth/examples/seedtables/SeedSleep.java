package dev.hearth.examples.seedtables;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** 100 actors. */
@ActorEnvironment(name = "seed-sleep", replicaCount = 100, ttlSeconds = 1)
public class SeedSleep {

    @Task
    public long sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }
}
