package dev.hearth.examples.caching;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** Evaluates with a model that each replica loads once. */
@ActorEnvironment(name = "caching", replicaCount = 1)
public class Evaluator {

    @ActorCache
    Model loadModel(int state) {
        return Model.load(state);
    }

    @Task
    public int evaluate(int value, int state) {
        return loadModel(state).apply(value);
    }
}
