package dev.hearth.examples.parallel;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import java.util.Random;

/** Throws darts at the unit square. */
@ActorEnvironment(name = "darts", replicaCount = 2)
public class Darts {

    /** How many of {@code darts} hit the quarter circle. The same seed gives the same answer. */
    @Task
    public int hits(long seed, int darts) {
        Random random = new Random(seed);
        int hits = 0;
        for (int i = 0; i < darts; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            if (x * x + y * y <= 1) {
                hits++;
            }
        }
        return hits;
    }
}
