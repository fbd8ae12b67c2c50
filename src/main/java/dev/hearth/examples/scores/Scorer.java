package dev.hearth.examples.scores;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** Scores values with a model that each replica loads once for each name. */
@ActorEnvironment(name = "scorer", replicaCount = 2)
public class Scorer {

    @ActorCache
    Weights weights(String name) {
        return Weights.load(name);
    }

    @Task
    public int score(int value, String model) {
        return weights(model).apply(value);
    }
}
