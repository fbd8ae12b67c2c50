package dev.hearth.platform.run;

import dev.hearth.functions.dispatch.Dispatchers;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** In the platform's role, stubs dispatch through the pools. In a replica's, the link has installed itself already. */
@Singleton
class PlatformStart {
    private final Instance<PlatformDispatcher> dispatcher;

    @Inject
    PlatformStart(Instance<PlatformDispatcher> dispatcher) {
        this.dispatcher = dispatcher;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (!"replica".equals(System.getenv("HEARTH_ROLE"))) {
            Dispatchers.install(dispatcher.get());
        }
    }
}
