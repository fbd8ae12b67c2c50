package dev.hearth.platform.run;

import dev.hearth.functions.dispatch.Dispatchers;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.atomic.AtomicReference;

/** In the platform's role, stubs dispatch through the pools. In a replica's, the link has installed itself already. */
@Singleton
class PlatformStart {
    private final Instance<PlatformDispatcher> dispatcher;
    private final Instance<RunRegistry> registry;
    private final AtomicReference<Runnable> recovery = new AtomicReference<>(() -> {});

    @Inject
    PlatformStart(Instance<PlatformDispatcher> dispatcher, Instance<RunRegistry> registry) {
        this.dispatcher = dispatcher;
        this.registry = registry;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (!"replica".equals(System.getenv("HEARTH_ROLE"))) {
            Dispatchers.install(dispatcher.get());
            // Before the first request comes, which may ask for one of them.
            recovery.set(registry.get().recover());
        }
    }

    /** Runs go on once there is somewhere for replicas to call. */
    void listening(@ObservesAsync HttpServerStart listening) {
        recovery.getAndSet(() -> {}).run();
    }
}
