package dev.hearth.platform.http;

import dev.hearth.platform.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** All meters as Prometheus reads them. */
final class MetricsRoute implements Handler<RoutingContext> {
    static final String PATH = "/metrics";

    private final Supplier<Metrics> metrics;

    MetricsRoute(Supplier<Metrics> metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        context.executeBlocking(() -> metrics.get().scrape(), false)
                .onSuccess(text -> ctx.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(e -> Problem.refused(e).send(ctx.response()));
    }
}
