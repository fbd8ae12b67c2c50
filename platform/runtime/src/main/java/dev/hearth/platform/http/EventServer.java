package dev.hearth.platform.http;

import dev.hearth.HearthException;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.event.EventIntake;
import dev.hearth.platform.event.EventsConfig;
import dev.hearth.platform.limits.Limits;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The port for brokers, if there is one. A broker brings no token, so nothing but events is taken there: whoever reaches it can start
 * the workflows that wait for events, and learns their results, and nothing else.
 */
@Singleton
class EventServer {
    private static final Logger LOG = Logger.getLogger(EventServer.class);
    private static final int CLOSE_SECONDS = 5;

    private final EventsConfig config;
    private final Instance<Limits> slowClients;
    private final boolean replica;
    private @Nullable HttpServer server;

    @Inject
    EventServer(
            EventsConfig config,
            Instance<Limits> slowClients,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role) {
        this.config = config;
        this.slowClients = slowClients;
        this.replica = role.equals("replica");
    }

    void start(
            @Observes StartupEvent event,
            Instance<Vertx> vertx,
            Instance<EventIntake> intake,
            Instance<DispatchConfig> dispatch,
            Instance<HttpConfig> http,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        if (replica || config.port().isEmpty()) {
            return;
        }
        int port = config.port().getAsInt();
        Router router = Router.router(vertx.get());
        slowClients.get().watch(port, router);
        EventRoute route = new EventRoute(intake::get, ApiLimits.of(dispatch.get(), http.get()));
        router.post(EventRoute.PATH).handler(route);
        router.post(EventRoute.WORKFLOW_PATH).handler(route);
        router.route()
                .handler(ctx -> Refusal.send(
                        ctx,
                        new InputException(
                                ProblemType.UNKNOWN_ROUTE,
                                "Cannot answer " + ctx.request().method() + " " + ctx.normalizedPath()
                                        + ": this port takes events alone. Known: POST /api/events, POST"
                                        + " /api/events/{workflow}.")));
        try {
            server = vertx.get()
                    .createHttpServer()
                    .requestHandler(router)
                    .listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new HearthException(
                    "Configuration 'hearth.events.port' '" + port + "': the platform cannot listen there: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage() + ". Choose another.",
                    e);
        }
        LOG.infof(
                "Events come in at port %d of %s as well, without authentication: only brokers should reach it.",
                port, host);
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
