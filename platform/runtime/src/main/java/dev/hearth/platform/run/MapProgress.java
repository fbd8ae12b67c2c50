package dev.hearth.platform.run;

/**
 * How far the elements of a run are.
 *
 * @param submitted elements read so far
 * @param succeeded those with a result
 * @param failed those without, after their retries
 * @param retried settled elements with more than one attempt
 * @param running submitted and not settled
 */
public record MapProgress(long submitted, long succeeded, long failed, long retried, long running) {
    /** Nothing yet. */
    public static final MapProgress NONE = new MapProgress(0, 0, 0, 0, 0);

    MapProgress plus(MapProgress other) {
        return new MapProgress(
                submitted + other.submitted,
                succeeded + other.succeeded,
                failed + other.failed,
                retried + other.retried,
                running + other.running);
    }
}
