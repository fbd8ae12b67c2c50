package dev.hearth.platform.dispatch;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The pools of the application's environments. Safe for use by several threads. A pool is made when its environment is first used. */
public interface Pools {
    /** Queues elements, in order. Their outcomes come to {@link PoolRun#listener}. Does not block. */
    void submit(String environment, List<Element> elements);

    /** Cancels whatever of the run is in the environment's pool. */
    void cancel(String environment, PoolRun run);

    /** The run's elements are all settled: replicas may forget its bound arguments. */
    void forget(String environment, String runId);

    /** How many elements the environment's replicas can run at once. */
    int capacity(String environment);

    /**
     * Changes attributes of an environment while the platform runs. If that makes it another, new work goes to a new pool, and the
     * old one finishes what it has and then goes.
     *
     * @param attributes by name in kebab case, such as {@code replica-count} or {@code environment.GREETING}
     * @return the environment as it is now
     * @throws dev.hearth.HearthException if there is no such environment or attribute, or a value is wrong
     */
    EnvironmentSpec change(String environment, Map<String, String> attributes);

    /** The pools that have been made, by environment, the current generation first; retired ones as long as they have anything. */
    CompletionStage<List<PoolView>> views();
}
