package dev.hearth.knative.deployment;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Resources;
import dev.hearth.Task;

/** An environment of the applications that the tests build. */
@ActorEnvironment(
        name = "tides",
        replicaCount = 2,
        ttlSeconds = 120,
        environment = @Variable(name = "COAST", value = "west"),
        limits = @Resources(memory = "512Mi"),
        secretRequests = "TIDE_KEY")
public class Tides {
    @Task
    public int height(int hour) {
        return hour % 12;
    }
}
