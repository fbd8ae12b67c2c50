package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Maps a task over the lines of the body while they come, and answers with a line for each outcome while they come. Both
 * directions are bounded: a slow reader slows the map, a slow map slows the writer.
 */
final class MapRoute implements Handler<RoutingContext> {
    private final Supplier<Runs> runs;
    private final int limit;

    MapRoute(Supplier<Runs> runs, int limit) {
        this.runs = runs;
        this.limit = limit;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Context context = ctx.vertx().getOrCreateContext();
        LineStream input = input(ctx, context);
        MapQuery query;
        try {
            query = MapQuery.of(ctx.queryParams());
        } catch (InputException e) {
            refuse(ctx, input, e);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            ctx.response().writeContinue();
        }
        ctx.response().setChunked(true).putHeader("Content-Type", MediaType.NDJSON);
        JsonLines elements = new JsonLines(input);
        ResponseLines lines = new ResponseLines(ctx.response(), context);
        Departure departure = new Departure(context, lines, input);
        ctx.response().closeHandler(ignored -> departure.gone());
        String task = ctx.pathParam("name");
        context.executeBlocking(
                        () -> runs.get()
                                .map(
                                        task,
                                        elements,
                                        query.options(),
                                        new OutcomeLines(lines, query.provenance()),
                                        RunRequest.of("http")),
                        false)
                .onFailure(e -> refuse(ctx, input, e))
                .onSuccess(run -> {
                    departure.watch(run);
                    run.result().whenComplete((summary, e) -> {
                        Throwable why = elements.failure() != null && e != null ? elements.failure() : e;
                        context.runOnContext(ignored -> ended(ctx, input, lines, run, why));
                    });
                });
    }

    private LineStream input(RoutingContext ctx, Context context) {
        if (ctx.request().isEnded()) {
            // Some other extension of the application installed a body handler before all routes.
            Buffer body = ctx.body().buffer();
            return new LineStream(new WholeBody(body == null ? Buffer.buffer() : body), context, limit);
        }
        return new LineStream(ctx.request(), context, limit);
    }

    private static void ended(
            RoutingContext ctx, LineStream input, ResponseLines lines, RunHandle run, @Nullable Throwable thrown) {
        input.close();
        if (thrown != null && !lines.begun()) {
            Problem.failed(run, thrown).send(ctx.response().setChunked(false));
        } else {
            lines.end(OutcomeLines.end(run.record(), thrown == null ? null : Problem.unwrap(thrown)));
        }
        Refusal.linger(ctx);
    }

    private static void refuse(RoutingContext ctx, LineStream input, Throwable e) {
        input.close();
        Refusal.send(ctx, e);
    }
}
