package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.Violation.unless;

import dev.hearth.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A map: submits its elements bit by bit, puts their outcomes in order, and gives up when too many have failed. */
final class SimRun {
    final ModelRun model;
    final PoolRun run;
    final int count;
    private final int minimum;
    private final World world;
    private final String task;
    private final RetryPolicy retry;
    private final long queueTimeoutMillis;
    /** Outcomes that wait for those before them. */
    private final TreeMap<Long, Boolean> window = new TreeMap<>();

    private final List<Long> inOrder = new ArrayList<>();
    private int submitted;
    private int successes;
    private int failures;
    private boolean givenUp;

    SimRun(World world, int number) {
        this.world = world;
        SplittableRandom random = world.random;
        run = new PoolRun("run-" + number, random.nextBoolean() ? 0 : 1 + random.nextInt(6), (element, outcome) -> {});
        model = new ModelRun(number, run);
        count = 5 + random.nextInt(60);
        minimum = random.nextInt(3) == 0 ? count - random.nextInt(count / 2 + 1) : 0;
        task = "env.task-" + random.nextInt(3);
        retry = new RetryPolicy(
                random.nextInt(4),
                Duration.ofMillis(random.nextInt(3) == 0 ? 0 : random.nextInt(60)),
                1 + random.nextInt(2),
                Duration.ofMillis(100));
        queueTimeoutMillis = random.nextInt(3) == 0 ? 5 + random.nextInt(400) : 0;
    }

    int missing() {
        return count - submitted;
    }

    /** The next few elements. */
    List<ModelElement> next(int many) {
        List<ModelElement> elements = new ArrayList<>();
        for (int i = 0; i < many && submitted < count; i++) {
            Script script = new Script(world.random, world.plan);
            Element element = new Element(
                    run,
                    submitted++,
                    task,
                    null,
                    new byte[world.random.nextInt(200)],
                    0,
                    new Limits(retry, script.timeoutMillis(world.random), queueTimeoutMillis * PoolBench.MS));
            elements.add(new ModelElement(element, script, model));
        }
        return elements;
    }

    /** One more outcome; true if the map has failed with it and the rest is to be cancelled. */
    boolean settled(long index, boolean success) {
        unless(window.put(index, success) == null, "settled only once, sent only when it waits", index);
        while (window.containsKey((long) inOrder.size())) {
            inOrder.add((long) inOrder.size());
        }
        successes += success ? 1 : 0;
        failures += success ? 0 : 1;
        boolean hopeless = count - failures < minimum;
        if (!hopeless || givenUp) {
            return false;
        }
        givenUp = true;
        unless(count - (failures - 1) >= minimum, "a map fails with the first failure too many", failures);
        world.coverage.count(Happening.MAP_FAILED_EARLY);
        return true;
    }

    /** All is over. */
    void judge(boolean allSubmitted) {
        unless(inOrder.size() == submitted, "the outcomes of a run can be put in order", inOrder.size());
        if (allSubmitted && minimum > 0) {
            unless(givenUp == (successes < minimum), "a map fails if and only if it has too few successes", successes);
            if (!givenUp) {
                world.coverage.count(Happening.MAP_ENOUGH);
            }
        }
    }
}
