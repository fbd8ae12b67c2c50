package dev.hearth.platform.http;

import dev.hearth.platform.dispatch.Operations;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** The platform's routes under {@code /api}. */
final class Api {
    /**
     * After filters for authentication and the like, and before Quarkus's limit on the size of bodies: a map's body is a stream
     * that is never held, and the limit on the others is the payload limit.
     */
    static final int ORDER = -50;

    private final Supplier<Runs> runs;
    private final Supplier<Health> health;
    private final Supplier<CatalogView> catalog;
    private final Supplier<Pools> pools;
    private final Supplier<Operations> operations;
    private final int payloadLimit;

    Api(
            Supplier<Runs> runs,
            Supplier<Health> health,
            Supplier<CatalogView> catalog,
            Supplier<Pools> pools,
            Supplier<Operations> operations,
            int payloadLimit) {
        this.runs = runs;
        this.health = health;
        this.catalog = catalog;
        this.pools = pools;
        this.operations = operations;
        this.payloadLimit = payloadLimit;
    }

    void install(Router router) {
        RunRoutes records = new RunRoutes(runs);
        EnvironmentRoutes environments = new EnvironmentRoutes(pools, catalog, payloadLimit);
        FleetRoutes fleet = new FleetRoutes(operations, pools, catalog);
        on(router.get("/api/health"), ctx -> RunRoutes.answer(ctx, health::get));
        on(router.get("/api/catalog"), ctx -> RunRoutes.answer(ctx, catalog::get));
        on(router.get("/api/pools"), environments::pools);
        on(router.get("/api/environments"), fleet::environments);
        on(router.patch("/api/environments/:name"), environments::change);
        on(router.post("/api/environments/:name/prewarm"), fleet::prewarm);
        on(router.get("/api/replicas"), fleet::replicas);
        on(router.post("/api/workflows/:name"), new WorkflowRoute(runs, payloadLimit));
        on(router.post("/api/tasks/:task/map"), new MapRoute(runs, payloadLimit));
        on(router.get("/api/runs"), records::list);
        on(router.get("/api/runs/:id"), records::show);
        on(router.delete("/api/runs/:id"), records::cancel);
        on(
                router.route("/api/*"),
                ctx -> Problem.of(
                                404,
                                "Cannot answer " + ctx.request().method() + " " + ctx.normalizedPath()
                                        + ": there is no such route. Known: GET /api/health, GET /api/catalog, GET /api/pools, GET /api/environments, PATCH /api/environments/{name},"
                                        + " POST /api/environments/{name}/prewarm, GET /api/replicas,"
                                        + " POST /api/workflows/{name}, POST /api/tasks/{environment}.{task}/map, GET /api/runs, GET or DELETE /api/runs/{id}.")
                        .send(ctx.response()));
    }

    private static void on(Route route, Handler<RoutingContext> handler) {
        route.order(ORDER)
                .handler(handler)
                .failureHandler(ctx -> Problem.refused(
                                ctx.failure() == null
                                        ? new IllegalStateException("status " + ctx.statusCode())
                                        : ctx.failure())
                        .send(ctx.response()));
    }
}
