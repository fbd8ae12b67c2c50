package dev.hearth.platform.dispatch;

import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.PoolState;
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

    /** The state of each pool that has been made, by environment. */
    CompletionStage<Map<String, PoolState>> states();
}
