package dev.hearth.platform.pool;

import java.util.SplittableRandom;

/** Keeps up replicas that name themselves, as many as the pool has places for: makes those that are missing, and ends some of those that found no use. */
final class Pods {
    private static final long MS = PoolBench.MS;

    private final World world;
    private final SplittableRandom random;
    private int made;
    private boolean lookingAgain;

    Pods(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    private boolean off() {
        return !world.plan.settings.selfNamed() || world.model.closed;
    }

    /** Replicas of an earlier life of the platform: each comes when it has noticed. */
    void survive(int count) {
        for (int i = 0; i < count; i++) {
            SimReplica pod = make("survivor-" + i);
            dial(pod, random.nextLong(world.plan.settings.adoptNanos()));
        }
    }

    /** The pool asks for one; mostly some is made because of that. Now and then nobody can help it. */
    void start(String slot) {
        if (world.badStart() && random.nextInt(6) == 0) {
            world.coverage.count(Happening.START_REFUSED);
            world.agenda.in(random.nextLong(world.plan.settings.startNanos()), () -> world.refusedReplica(slot));
        }
    }

    /** Replicas have come or gone, or the pool wants another number of them. */
    void changed() {
        if (!off() && !lookingAgain && world.processes.size() != world.places()) {
            lookingAgain = true;
            world.agenda.in(1 + random.nextLong(10 * MS), this::look);
        }
    }

    private void look() {
        lookingAgain = false;
        if (off()) {
            return;
        }
        int missing = world.places() - world.processes.size();
        for (int i = 0; i < missing; i++) {
            start(make("pod-" + ++made));
        }
        if (missing < 0 && !world.model.untouched) {
            world.processes.values().stream()
                    .filter(pod -> !pod.joined)
                    .limit(-missing)
                    .toList()
                    .forEach(SimReplica::kill);
        }
        changed();
    }

    private SimReplica make(String name) {
        SimReplica pod = new SimReplica(world, name, world.plan.slots);
        world.processes.put(name, pod);
        return pod;
    }

    private void start(SimReplica pod) {
        long limit = world.plan.settings.startNanos();
        long takes = limit / 10 + random.nextLong(limit / 2);
        if (!world.badStart()) {
            dial(pod, takes);
        } else if (random.nextInt(3) > 0) {
            world.coverage.count(Happening.POD_CRASH);
            world.agenda.in(takes, pod::kill);
        } else {
            world.coverage.count(Happening.START_SLOW);
            dial(pod, 2 * limit);
        }
    }

    private void dial(SimReplica pod, long after) {
        world.agenda.in(after, () -> pod.happens(() -> world.link.hello(pod)));
    }

    void answered(SimReplica pod, Arrival arrival) {
        if (arrival instanceof Arrival.TurnedAway) {
            world.coverage.count(Happening.TURNED_AWAY);
            dial(pod, 10 * MS + random.nextLong(100 * MS));
        } else {
            world.coverage.count(arrival instanceof Arrival.Adopted ? Happening.ADOPTED : Happening.PLACED);
            pod.joined();
        }
    }

    /** Its link is closed, without a word to the pool: it drops what it holds, and comes again under the same name. */
    void cut(SimReplica pod) {
        if (pod.alive) {
            pod.kill();
            again(pod);
        }
    }

    /** The same, after it has said goodbye. */
    void again(SimReplica pod) {
        if (!off()) {
            dial(make(pod.name), random.nextLong(50 * MS));
        }
    }
}
