package dev.hearth.examples.map2000;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Fifty replicas for a task of about 20 milliseconds. */
@ActorEnvironment(name = "fifty", replicaCount = 50)
public class Fifty {

    @Task
    public long square(int value) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        return (long) value * value;
    }
}
