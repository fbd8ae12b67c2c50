package dev.hearth.platform.http;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The real routes on a real server of its own, over runs that need no replica. */
public final class FakePlatform implements AutoCloseable {
    /** Bytes of a line, an input or a result. */
    public static final int PAYLOAD_LIMIT = 10_000;

    /** What is behind the routes. */
    public final FakeRuns runs = new FakeRuns();

    /** Prewarming. */
    public final FakeOperations operations = new FakeOperations();

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    public FakePlatform() {
        Router router = Router.router(vertx);
        CatalogView catalog = new CatalogView(
                "fake",
                "1",
                List.of(
                        new CatalogView.Environment(
                                "fake",
                                false,
                                1,
                                90,
                                1,
                                CatalogView.Container.of(new ContainerSpec(
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
                                "fresh", true, 7, 0, 1, CatalogView.Container.of(ContainerSpec.DEFAULT), List.of())),
                List.of(new CatalogView.Workflow("echo", List.of(), "String")));
        new Api(
                        () -> runs,
                        () -> new Health("fake", "1", ProcessHandle.current().pid()),
                        () -> catalog,
                        FakePools::new,
                        () -> operations,
                        PAYLOAD_LIMIT)
                .install(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
