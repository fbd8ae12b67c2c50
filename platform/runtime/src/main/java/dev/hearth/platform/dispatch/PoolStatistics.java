package dev.hearth.platform.dispatch;

import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.pool.PoolState.ReplicaState;
import dev.hearth.platform.pool.Settled;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an environment's pools have done since the platform's start, and where they stand. Confined to its pool's loop; whoever else
 * reads it has a copy.
 */
public final class PoolStatistics {
    private final String environment;
    private final Map<String, TaskStatistics> tasks = new TreeMap<>();
    private final Durations starts = new Durations();
    private final Map<ReplicaState.Phase, Long> replicas = new EnumMap<>(ReplicaState.Phase.class);
    private long started;
    private long startsFailed;
    private long lost;
    private long queued;
    private long running;

    // Most elements are of the same task as the one before.
    private String lastTask = "";
    private TaskStatistics last = new TaskStatistics();

    /** Nothing so far. */
    public PoolStatistics(String environment) {
        this.environment = environment;
    }

    /** Counts an element that has its outcome. */
    public void settled(String task, Settled settled) {
        if (!task.equals(lastTask)) {
            lastTask = task;
            last = tasks.computeIfAbsent(task, t -> new TaskStatistics());
        }
        last.settled(settled);
    }

    void started() {
        started++;
    }

    void joined(long nanosSinceLaunch) {
        starts.record(nanosSinceLaunch);
    }

    void startFailed() {
        startsFailed++;
    }

    void lost() {
        lost++;
    }

    /** The same, with where the pool stands. */
    public PoolStatistics copy(PoolState state) {
        PoolStatistics copy = new PoolStatistics(environment);
        copy.add(this);
        copy.queued = state.queued();
        copy.running = state.leased();
        state.replicas().forEach(replica -> copy.replicas.merge(replica.phase(), 1L, Long::sum));
        return copy;
    }

    /** Adds another generation of the same environment. */
    void add(PoolStatistics other) {
        other.tasks.forEach((task, statistics) ->
                tasks.computeIfAbsent(task, t -> new TaskStatistics()).add(statistics));
        starts.add(other.starts);
        other.replicas.forEach((phase, count) -> replicas.merge(phase, count, Long::sum));
        started += other.started;
        startsFailed += other.startsFailed;
        lost += other.lost;
        queued += other.queued;
        running += other.running;
    }

    /** The environment's name. */
    public String environment() {
        return environment;
    }

    /** By the task's full name. */
    public Map<String, TaskStatistics> tasks() {
        return tasks;
    }

    /** From the real start of a replica to its joining. */
    public Durations starts() {
        return starts;
    }

    /** Replicas in a phase now. */
    public long replicas(ReplicaState.Phase phase) {
        return replicas.getOrDefault(phase, 0L);
    }

    /** Replicas that were asked for. */
    public long startedTotal() {
        return started;
    }

    /** Replicas that ended before they had joined, unasked. */
    public long startsFailed() {
        return startsFailed;
    }

    /** Replicas that had joined and ended unasked, or had to be ended. */
    public long replicasLost() {
        return lost;
    }

    /** Elements that wait now. */
    public long queued() {
        return queued;
    }

    /** Elements at replicas now. */
    public long running() {
        return running;
    }
}
