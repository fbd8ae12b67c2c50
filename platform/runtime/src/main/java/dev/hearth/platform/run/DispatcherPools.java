package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.binding.JsonObjects;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.dispatch.Dispatcher;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Pools as a task in a replica's process sees those of other environments: each element is a call over its link, a bounded number at a
 * time. The real pools, on the platform, do the rest.
 */
final class DispatcherPools implements Pools {
    /** Calls of one map under way at once, unless the map says less. */
    static final int CONCURRENCY = 256;

    private final Dispatcher dispatcher;
    private final Catalog catalog;
    private final Map<PoolRun, Lane> lanes = new HashMap<>();

    DispatcherPools(Dispatcher dispatcher, Catalog catalog) {
        this.dispatcher = dispatcher;
        this.catalog = catalog;
    }

    private static final class Lane {
        final Queue<Element> waiting = new ArrayDeque<>();
        final Map<Element, CompletableFuture<byte[]>> under = new HashMap<>();
        // Set while a thread starts calls: one that ends at once must not start the next from inside the start of the
        // last.
        boolean pumping;
    }

    @Override
    public void submit(String environment, List<Element> elements) {
        if (elements.isEmpty()) {
            return;
        }
        PoolRun run = elements.get(0).run();
        synchronized (this) {
            lanes.computeIfAbsent(run, r -> new Lane()).waiting.addAll(elements);
        }
        pump(run);
    }

    private void pump(PoolRun run) {
        int limit = run.concurrency() == 0 ? CONCURRENCY : Math.min(run.concurrency(), CONCURRENCY);
        synchronized (this) {
            Lane lane = lanes.get(run);
            if (lane == null || lane.pumping) {
                return;
            }
            lane.pumping = true;
        }
        while (true) {
            Element element;
            CompletableFuture<byte[]> call;
            synchronized (this) {
                Lane lane = lanes.get(run);
                if (lane == null) {
                    return;
                }
                if (lane.waiting.isEmpty() || lane.under.size() >= limit) {
                    lane.pumping = false;
                    return;
                }
                element = lane.waiting.remove();
                call = start(element);
                lane.under.put(element, call);
            }
            call.whenComplete((value, failure) -> {
                synchronized (this) {
                    Lane lane = lanes.get(run);
                    if (lane != null) {
                        lane.under.remove(element);
                    }
                }
                run.listener().settled(element, settled(value, failure));
                pump(run);
            });
        }
    }

    private CompletableFuture<byte[]> start(Element element) {
        byte[] input = element.bound() == null
                ? element.input()
                : JsonObjects.merge(element.bound().input(), element.input());
        CallOptions options = new CallOptions(
                Optional.of(element.limits().retry()),
                Optional.of(Duration.ofMillis(element.limits().timeoutMillis())),
                Optional.of(Duration.ofNanos(element.limits().queueTimeoutNanos())));
        return dispatcher.start(catalog.task(element.task()), input, options);
    }

    private static Settled settled(byte @Nullable [] value, @Nullable Throwable failure) {
        Failure why = failure == null ? null : failure(failure);
        return new Settled(why == null ? value : null, why, "", 1, 0, 0, false, 0, 0);
    }

    private static Failure failure(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof TaskFailedException failed) {
            return new Failure(failed.kind(), String.valueOf(failed.getMessage()), failed.remoteTrace(), false);
        }
        return Failure.of(FailureKind.ERROR, String.valueOf(cause));
    }

    @Override
    public void cancel(String environment, PoolRun run) {
        Lane lane;
        synchronized (this) {
            lane = lanes.remove(run);
        }
        if (lane != null) {
            List.copyOf(lane.under.values()).forEach(call -> call.cancel(true));
            lane.waiting.forEach(element ->
                    run.listener().settled(element, Failures.unsent(FailureKind.CANCELLED, "the map was cancelled")));
        }
    }

    @Override
    public void forget(String environment, String runId) {
        synchronized (this) {
            lanes.entrySet()
                    .removeIf(lane -> lane.getKey().id().equals(runId)
                            && lane.getValue().under.isEmpty());
        }
    }

    @Override
    public int capacity(String environment) {
        return CONCURRENCY;
    }

    @Override
    public EnvironmentSpec change(String environment, Map<String, String> attributes) {
        throw new IllegalStateException("Environment '" + environment + "': only the platform can change it.");
    }

    @Override
    public CompletionStage<List<PoolView>> views() {
        return CompletableFuture.completedFuture(List.of());
    }
}
