package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Pools that keep what they are given until the test settles it. */
final class FakePools implements Pools {
    final List<Element> submitted = new ArrayList<>();
    final List<PoolRun> cancelled = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();

    @Override
    public synchronized void submit(String environment, List<Element> elements) {
        submitted.addAll(elements);
        notifyAll();
    }

    synchronized Element awaitSubmitted(int position) throws InterruptedException {
        while (submitted.size() <= position) {
            wait(10_000);
        }
        return submitted.get(position);
    }

    void succeed(Element element) {
        settle(element, new Settled(new byte[] {'1'}, null, "env-1", 1, 1, 1, false, 0, 0));
    }

    void fail(Element element) {
        settle(element, new Settled(null, Failure.of(FailureKind.ERROR, "boom"), "env-1", 1, 1, 1, false, 0, 0));
    }

    void refuse(Element element) {
        settle(element, new Settled(null, Failure.of(FailureKind.QUEUE_FULL, "full"), "", 0, 1, 0, false, 0, 0));
    }

    private static void settle(Element element, Settled settled) {
        element.run().listener().settled(element, settled);
    }

    @Override
    public void cancel(String environment, PoolRun run) {
        cancelled.add(run);
    }

    @Override
    public void forget(String environment, String runId) {
        forgotten.add(runId);
    }

    @Override
    public int capacity(String environment) {
        return 1;
    }

    @Override
    public EnvironmentSpec change(String environment, Map<String, String> attributes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<PoolView>> views() {
        return CompletableFuture.completedFuture(List.of());
    }
}
