package dev.hearth.platform.run;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.platform.dispatch.CallHandler;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Calls that tasks make to other environments, as they come from the replicas. */
@Singleton
@Unremovable
class ReplicaCalls implements CallHandler {
    private final Catalog catalog;
    private final RunRegistry registry;
    private final PlatformDispatcher dispatcher;

    @Inject
    ReplicaCalls(Catalog catalog, RunRegistry registry, PlatformDispatcher dispatcher) {
        this.catalog = catalog;
        this.registry = registry;
        this.dispatcher = dispatcher;
    }

    @Override
    public CompletableFuture<byte[]> call(String run, String task, byte[] input, CallOptions options) {
        try {
            RunState state = registry.state(run).orElseGet(() -> registry.open("call", task));
            return dispatcher.ofTask(state, catalog.task(task), input, options);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
