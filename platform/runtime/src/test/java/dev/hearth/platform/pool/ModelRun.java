package dev.hearth.platform.pool;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** What the model knows of a run. */
final class ModelRun {
    final int number;
    final PoolRun run;
    final int cap;
    long submitted;
    boolean cancelled;
    /** Waiting, by the order of their submission, without those that wait for a replica of their own. */
    final TreeSet<Long> waiting = new TreeSet<>();

    int suspects;
    /** Really running now, in any replica. */
    int running;
    /** Free slots that other runs got, since this one could have had one. */
    final Map<ModelRun, Integer> passedOver = new HashMap<>();

    ModelRun(int number, PoolRun run) {
        this.number = number;
        this.run = run;
        this.cap = run.concurrency;
    }
}
