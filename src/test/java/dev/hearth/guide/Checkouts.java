package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

// tag::class
@ActorEnvironment(name = "checkouts", replicaCount = 8, minReplicas = 1, scaledownSeconds = 60, ttlSeconds = 600)
public class Checkouts {
    @Task
    public long total(long cents, int percentOff) {
        return cents - cents * percentOff / 100;
    }
}
// end::class
