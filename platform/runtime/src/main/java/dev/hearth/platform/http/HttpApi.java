package dev.hearth.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.Environments;
import dev.hearth.platform.dispatch.Operations;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.event.EventIntake;
import dev.hearth.platform.health.Readiness;
import dev.hearth.platform.metrics.Metrics;
import dev.hearth.platform.run.Runs;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Installs the API on Quarkus's HTTP server, in the platform's role alone. */
@Singleton
class HttpApi {
    private final Errands errands = new Errands();

    void install(
            @Observes Router router,
            Vertx vertx,
            Instance<Runs> runs,
            Instance<Catalog> catalog,
            Instance<Environments> environments,
            Instance<Pools> pools,
            Instance<EventIntake> events,
            Instance<ObjectMapper> mapper,
            Instance<Operations> operations,
            Instance<Metrics> metrics,
            Instance<Readiness> readiness,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role,
            DispatchConfig dispatch,
            HttpConfig http) {
        if (!role.equals("replica")) {
            new Api(
                            runs::get,
                            () -> Health.of(catalog.get()),
                            () -> CatalogView.of(catalog.get(), environments.get(), pools.get()::capacity),
                            pools::get,
                            operations::get,
                            events::get,
                            new Remembered<>(() -> OpenApi.of(catalog.get(), mapper.get())),
                            ApiLimits.of(dispatch, http),
                            errands)
                    .install(vertx, router);
            HealthRoutes probes = new HealthRoutes(readiness::get);
            router.get("/api/health/live").order(Api.ORDER - 1).handler(probes::live);
            router.get("/api/health/ready").order(Api.ORDER - 1).handler(probes::ready);
            router.get(MetricsRoute.PATH).order(Api.ORDER).handler(new MetricsRoute(metrics::get));
        }
    }

    /** Before the server and the event loops end. */
    void close(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        errands.close();
    }
}
