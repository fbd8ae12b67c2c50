package dev.hearth.platform.pool;

/**
 * What a pool is told at its start. Times in nanoseconds.
 *
 * @param environment the environment's name
 * @param replicaPrefix replicas are named {@code <prefix>-<number>}
 * @param fresh each element has a replica of its own, which is started for it and stopped after it; as many are started as elements can run
 * @param selfNamed replicas come by themselves, each under a name of its own, and outlive the platform; never fresh
 * @param replicas how many, at least 1; if they are fresh or the pool is elastic, how many at most
 * @param minReplicas how many an elastic pool keeps while it is warm, at least 0; as many as {@code replicas}: it is not elastic
 * @param scaledownNanos how long a single replica of an elastic pool has nothing to do before it goes
 * @param concurrency tasks at a time in one replica
 * @param ttlNanos how long it stays warm when idle; fresh replicas are never idle
 * @param adoptNanos how long replicas that an earlier life of the platform left idle have to come before the TTL ends them
 * @param leaseNanos how long a replica may be silent, and how long a lease it does not name may be outstanding
 * @param startNanos how long a replica may take from Start to joining
 * @param startAttempts replicas that fail in a row, with none joined, before everything queued fails
 * @param restartDelayNanos the pause before a failed start is repeated
 * @param cancelGraceNanos how long a cancelled lease may stay unanswered before its replica is killed
 * @param replicaDeaths how many replicas an element may kill in a row before it fails alone
 * @param maxQueued elements queued at most; more are settled as QUEUE_FULL
 * @param frameNanos how much work one replica should have ahead, judged from the task's recent times
 * @param maxAhead elements that one replica holds at most
 * @param maxAheadBytes bytes of input that one replica holds at most; an element for a free slot is sent whatever its size
 */
public record PoolSettings(
        String environment,
        String replicaPrefix,
        boolean fresh,
        boolean selfNamed,
        int replicas,
        int minReplicas,
        long scaledownNanos,
        int concurrency,
        long ttlNanos,
        long adoptNanos,
        long leaseNanos,
        long startNanos,
        int startAttempts,
        long restartDelayNanos,
        long cancelGraceNanos,
        int replicaDeaths,
        int maxQueued,
        long frameNanos,
        int maxAhead,
        long maxAheadBytes) {
    /** It grows and shrinks with its work. */
    boolean elastic() {
        return !fresh && minReplicas < replicas;
    }
}
