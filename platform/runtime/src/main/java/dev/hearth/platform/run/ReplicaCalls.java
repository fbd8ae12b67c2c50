package dev.hearth.platform.run;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.link.FromReplica.Call;
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
    public CompletableFuture<byte[]> call(String replica, Call call) {
        try {
            RunState state = registry.state(call.run()).orElseGet(() -> registry.open("call", call.task()));
            return dispatcher.ofTask(
                    state, replica, call.waiting(), catalog.task(call.task()), call.input(), call.options());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
