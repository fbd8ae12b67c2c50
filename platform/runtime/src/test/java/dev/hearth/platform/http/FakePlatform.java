package dev.hearth.platform.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;

/** The real routes on a real server of its own, over runs that need no replica. */
public final class FakePlatform implements AutoCloseable {
    /** Bytes of a line, an input or a result. */
    public static final int PAYLOAD_LIMIT = 10_000;

    /** What is behind the routes. */
    public final FakeRuns runs = new FakeRuns();

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
                                List.of(new CatalogView.Task(
                                        "fake.echo",
                                        List.of(new CatalogView.Parameter("it", "Object", true)),
                                        "Object"))),
                        new CatalogView.Environment("fresh", true, 7, 0, 1, List.of())),
                List.of(new CatalogView.Workflow("echo", List.of(), "String")));
        new Api(
                        () -> runs,
                        () -> new Health("fake", "1", ProcessHandle.current().pid()),
                        () -> catalog,
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
