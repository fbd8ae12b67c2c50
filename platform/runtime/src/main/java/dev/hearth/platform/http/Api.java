package dev.hearth.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.platform.dispatch.Operations;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.event.EventIntake;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
    private final Supplier<EventIntake> events;
    private final Supplier<JsonNode> openApi;
    private final ApiLimits limits;
    private final Errands errands;

    Api(
            Supplier<Runs> runs,
            Supplier<Health> health,
            Supplier<CatalogView> catalog,
            Supplier<Pools> pools,
            Supplier<Operations> operations,
            Supplier<EventIntake> events,
            Supplier<JsonNode> openApi,
            ApiLimits limits,
            Errands errands) {
        this.runs = runs;
        this.health = health;
        this.catalog = catalog;
        this.pools = pools;
        this.operations = operations;
        this.events = events;
        this.openApi = openApi;
        this.limits = limits;
        this.errands = errands;
    }

    /** A method of a path. */
    private record Endpoint(HttpMethod method, String path, Handler<RoutingContext> handler) {}

    private List<Endpoint> endpoints(Transfers transfers) {
        RunRoutes records = new RunRoutes(runs, limits);
        EnvironmentRoutes environments = new EnvironmentRoutes(pools, catalog, limits);
        FleetRoutes fleet = new FleetRoutes(operations, pools, catalog);
        return List.of(
                get("/api/health", ctx -> RunRoutes.answer(ctx, health::get)),
                get("/api/openapi.json", ctx -> RunRoutes.answer(ctx, openApi::get)),
                get("/api/catalog", ctx -> RunRoutes.answer(ctx, catalog::get)),
                get("/api/pools", environments::pools),
                get("/api/environments", fleet::environments),
                new Endpoint(HttpMethod.PATCH, "/api/environments/:name", environments::change),
                post("/api/environments/:name/prewarm", fleet::prewarm),
                get("/api/replicas", fleet::replicas),
                post("/api/workflows/:name", new CallRoute(runs, Runs::workflow, limits)),
                post("/api/tasks/:name", new CallRoute(runs, Runs::call, limits)),
                post("/api/tasks/:name/map", new MapRoute(runs, limits, transfers, errands)),
                post(EventRoute.PATH, new EventRoute(events, limits)),
                post(EventRoute.WORKFLOW_PATH, new EventRoute(events, limits)),
                get("/api/runs", records::list),
                get("/api/runs/:id", records::show),
                new Endpoint(HttpMethod.DELETE, "/api/runs/:id", records::cancel),
                get("/api/runs/:id/result", records::result),
                get("/api/runs/:id/outcomes", new OutcomesRoute(runs, limits, transfers)),
                get("/api/runs/:id/events", new RunEvents(runs, limits)),
                post("/api/runs/:id/rerun-failed", records::rerunFailed));
    }

    /** The server leaves bodies out, which is not enough for those that take as long as a run. */
    private Handler<RoutingContext> head(Endpoint get) {
        return get.path().startsWith("/api/runs/:id/") ? new RunRoutes(runs, limits)::show : get.handler();
    }

    private static Endpoint get(String path, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.GET, path, handler);
    }

    private static Endpoint post(String path, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.POST, path, handler);
    }

    void install(Vertx vertx, Router router) {
        List<Endpoint> endpoints = endpoints(new Transfers(vertx, limits.transfers()));
        Map<String, TreeSet<String>> methods = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            on(router.route(endpoint.method(), endpoint.path()), endpoint.handler());
            TreeSet<String> allowed = methods.computeIfAbsent(endpoint.path(), path -> new TreeSet<>());
            allowed.add(endpoint.method().name());
            allowed.add("OPTIONS");
            if (endpoint.method().equals(HttpMethod.GET)) {
                on(router.route(HttpMethod.HEAD, endpoint.path()), head(endpoint));
                allowed.add("HEAD");
            }
        }
        methods.forEach((path, allowed) -> on(router.route(path), ctx -> otherMethod(ctx, String.join(", ", allowed))));
        String known = endpoints.stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path().replaceAll(":(\\w+)", "{$1}"))
                .collect(Collectors.joining(", "));
        on(
                router.route("/api/*"),
                ctx -> Refusal.send(
                        ctx,
                        new InputException(
                                ProblemType.UNKNOWN_ROUTE,
                                "Cannot answer " + ctx.request().method() + " " + ctx.normalizedPath()
                                        + ": there is no such route. Known: " + known + ".")));
    }

    private static void otherMethod(RoutingContext ctx, String allowed) {
        ctx.response().putHeader("Allow", allowed);
        if (ctx.request().method().equals(HttpMethod.OPTIONS)) {
            ctx.response().setStatusCode(204).end();
            return;
        }
        Refusal.send(
                ctx,
                new InputException(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "Cannot answer " + ctx.request().method() + " " + ctx.normalizedPath()
                                + ": the path does not take this method. Known: " + allowed + "."));
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
