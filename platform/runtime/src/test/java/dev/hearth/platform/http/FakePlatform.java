package dev.hearth.platform.http;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import dev.hearth.functions.catalog.TriggerSpec;
import dev.hearth.platform.event.EventIntake;
import dev.hearth.platform.event.Subscription;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The real routes on a real server of its own, over runs that need no replica. */
public final class FakePlatform implements AutoCloseable {
    /** Bytes of a line, an input or a result. */
    public static final int PAYLOAD_LIMIT = 10_000;

    /** What is behind the routes. */
    public final FakeRuns runs = new FakeRuns();

    /** What takes events: of type {@code demo.ask} for workflow {@code echo}, which replies, and others. */
    public final EventIntake events = new EventIntake(
            () -> List.of(
                    subscription("echo", List.of("text"), "demo.ask", Map.of(), "demo.answer"),
                    subscription("echo", List.of("text"), "demo.plain", Map.of(), ""),
                    subscription("waits", List.of("a", "b"), "demo.slow", Map.of("subject", "x"), ""),
                    subscription("list", List.of(), "demo.many", Map.of(), ""),
                    subscription("echo", List.of("text"), "demo.many", Map.of(), "")),
            runs,
            "fake",
            Optional.empty());
    /** Prewarming. */
    public final FakeOperations operations = new FakeOperations();

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Router router;

    public FakePlatform() {
        this(limits(Optional.empty()));
    }

    FakePlatform(ApiLimits limits) {
        this(limits, router -> {});
    }

    /** With what stands before its routes. */
    public FakePlatform(Consumer<Router> before) {
        this(limits(Optional.empty()), before);
    }

    private FakePlatform(ApiLimits limits, Consumer<Router> before) {
        router = Router.router(vertx);
        before.accept(router);
        CatalogView catalog = new CatalogView(
                "fake",
                "1",
                List.of(
                        new CatalogView.Environment(
                                "fake",
                                false,
                                1,
                                1,
                                90,
                                1,
                                CatalogView.Container.of(ContainerSpec.of(
                                        Optional.of("registry/fake:1"),
                                        new ResourceSpec(Optional.of("500m"), Optional.of("200Mi")),
                                        new ResourceSpec(Optional.empty(), Optional.of("1Gi")),
                                        List.of("API_KEY", "DB_PASSWORD"),
                                        List.of(
                                                new InitContainerSpec(
                                                        "fetch",
                                                        Optional.empty(),
                                                        List.of("true"),
                                                        false,
                                                        Optional.empty(),
                                                        60),
                                                new InitContainerSpec(
                                                        "model",
                                                        Optional.empty(),
                                                        List.of("serve"),
                                                        true,
                                                        Optional.of("MODEL_PORT"),
                                                        60)))),
                                List.of(new CatalogView.Task(
                                        "fake.echo",
                                        List.of(new CatalogView.Parameter("it", "Object", true)),
                                        "Object"))),
                        new CatalogView.Environment(
                                "fresh", true, 7, 7, 0, 1, CatalogView.Container.of(ContainerSpec.DEFAULT), List.of())),
                List.of(new CatalogView.Workflow("echo", List.of(), "String")));
        new Api(
                        () -> runs,
                        () -> new Health("fake", "1", ProcessHandle.current().pid()),
                        () -> catalog,
                        FakePools::new,
                        () -> operations,
                        () -> events,
                        () -> OpenApi.of("fake", "1", List.of(), List.of(), ApiJson.MAPPER),
                        limits,
                        new Errands())
                .install(vertx, router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Those of a test that lets bodies and elements come as slowly as they like. */
    static ApiLimits limits(Optional<Duration> longestWait) {
        return new ApiLimits(PAYLOAD_LIMIT, longestWait, Duration.ofSeconds(30), Duration.ofSeconds(30), 4, 4);
    }

    /** All of its routes. */
    public List<Route> routes() {
        return router.getRoutes();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Subscription subscription(
            String workflow, List<String> parameters, String type, Map<String, String> attributes, String replyType) {
        return new Subscription(
                workflow,
                parameters,
                new TriggerSpec(
                        type, attributes, Optional.of(replyType).filter(reply -> !reply.isEmpty()), Optional.empty()));
    }
}
