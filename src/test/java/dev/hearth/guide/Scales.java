package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.TerminalException;

@ActorEnvironment(name = "scales", replicaCount = 2)
public class Scales {
    @Task
    public int weigh(int grams) {
        if (grams < 0) {
            throw new TerminalException("Weight '" + grams + "': it is negative.");
        }
        return grams;
    }

    @Task
    public int net(int grams, int tare) {
        return grams - tare;
    }
}
