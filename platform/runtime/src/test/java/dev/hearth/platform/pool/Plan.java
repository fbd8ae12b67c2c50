package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.MS;

import java.util.SplittableRandom;

/** What one schedule is made of, drawn from its seed: the pool's settings, and how bad its world is. */
final class Plan {
    final PoolSettings settings;
    final int slots;
    /** Work ends up to this time; then the faults stop and all must come to rest. */
    final long turmoil;
    /** The pool is closed at this time; 0: it is left to its TTL. */
    final long closeAt;
    /** In how many of 1,000 messages the network does something wrong. */
    final int badNetwork;
    /** In how many of 1,000 starts something goes wrong. */
    final int badStarts;
    /** In how many of 1,000 elements something is wrong. */
    final int badTasks;
    /** Deaths, silences and the like during the turmoil. */
    final int accidents;

    final long taskNanos;
    final long latency;
    final int runs;
    final boolean prewarm;
    /** How often others send a replica work, past the platform. */
    final int direct;
    /** Replicas that name themselves, and outlived an earlier life of the platform. */
    final int survivors;
    /** For how long that life left the environment idle; below 0: it did not say. */
    final long idleBefore;

    Plan(SplittableRandom random) {
        boolean fresh = random.nextInt(3) == 0;
        boolean elastic = !fresh && random.nextInt(3) == 0;
        boolean selfNamed = !fresh && random.nextInt(3) == 0;
        slots = random.nextInt(10) < 6 ? 1 : 1 + random.nextInt(4);
        int replicas = 1 + random.nextInt(6);
        long lease = between(random, 200, 600);
        settings = new PoolSettings(
                "env",
                "env",
                fresh,
                selfNamed,
                replicas,
                elastic ? random.nextInt(replicas) : replicas,
                between(random, 20, 800),
                slots,
                between(random, 50, 3_000),
                between(random, 10, 500),
                lease,
                between(random, 300, 1_500),
                1 + random.nextInt(4),
                between(random, 10, 200),
                between(random, 20, 400),
                1 + random.nextInt(4),
                random.nextInt(4) == 0 ? 5 + random.nextInt(40) : 1_000,
                between(random, 1, 20),
                random.nextInt(3) == 0 ? slots : slots + random.nextInt(60),
                random.nextInt(3) == 0 ? 100 + random.nextInt(2_000) : 1_000_000);
        turmoil = between(random, 500, 4_000);
        closeAt = random.nextInt(3) == 0 ? between(random, 100, 5_000) : 0;
        badNetwork = random.nextInt(3) == 0 ? 0 : random.nextInt(80);
        badStarts = random.nextInt(8) == 0 ? 950 : random.nextInt(4) == 0 ? 0 : random.nextInt(300);
        badTasks = random.nextInt(4) == 0 ? 0 : random.nextInt(250);
        accidents = random.nextInt(8);
        taskNanos = random.nextBoolean() ? between(random, 1, 40) : MS / 20 + random.nextLong(2 * MS);
        latency = 1 + random.nextLong(random.nextBoolean() ? MS / 10 : 3 * MS);
        runs = 1 + random.nextInt(6);
        prewarm = random.nextInt(5) == 0;
        direct = fresh || random.nextInt(4) > 0 ? 0 : 1 + random.nextInt(6);
        survivors = selfNamed && random.nextBoolean() ? random.nextInt(replicas + 2) : 0;
        idleBefore = selfNamed && random.nextBoolean() ? between(random, 0, 4_000) : -1;
    }

    static long between(SplittableRandom random, long leastMillis, long mostMillis) {
        return MS * leastMillis + random.nextLong(MS * (mostMillis - leastMillis + 1));
    }
}
