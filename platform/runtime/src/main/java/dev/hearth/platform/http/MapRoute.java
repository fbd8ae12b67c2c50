package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Maps a task over the elements of the body, lines or an array. Without a preference it answers with a line for each outcome while
 * elements still come; both directions are bounded: a slow reader slows the map, a slow map slows the writer. To whom prefers
 * {@code respond-async} it answers when it has read them all into a durable map.
 */
final class MapRoute implements Handler<RoutingContext> {
    private final Supplier<Runs> runs;
    private final ApiLimits limits;
    private final Transfers transfers;
    private final Errands errands;

    MapRoute(Supplier<Runs> runs, ApiLimits limits, Transfers transfers, Errands errands) {
        this.runs = runs;
        this.limits = limits;
        this.transfers = transfers;
        this.errands = errands;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        CallHeaders headers;
        MapQuery query;
        boolean array;
        try {
            query = MapQuery.of(ctx.queryParams());
            array = MediaType.isArray(ctx.request());
            headers = CallHeaders.of(ctx.request());
            checkKey(headers);
        } catch (InputException e) {
            Refusal.send(ctx, e);
            return;
        }
        if ("100-continue".equalsIgnoreCase(ctx.request().getHeader("Expect"))) {
            ctx.response().writeContinue();
        }
        LineStream input = input(ctx, context, array);
        if (headers.prefer().async()) {
            spool(ctx, context, input, query, headers);
        } else {
            stream(ctx, context, input, query, headers);
        }
    }

    private static void checkKey(CallHeaders headers) {
        if (headers.run().idempotencyKey().isPresent() && !headers.prefer().async()) {
            throw InputException.malformed(
                    "Cannot take the header '" + CallHeaders.KEY
                            + "': the outcomes of this map go to this request alone. Leave it out, or add 'Prefer: respond-async'.");
        }
    }

    private LineStream input(RoutingContext ctx, Context context, boolean array) {
        Splitter splitter = array ? new ArraySplitter(limits.payload()) : new LineSplitter(limits.payload());
        if (ctx.request().isEnded()) {
            // Some other extension of the application installed a body handler before all routes.
            Buffer body = ctx.body().buffer();
            return new LineStream(
                    new WholeBody(body == null ? Buffer.buffer() : body), context, splitter, limits.stall());
        }
        return new LineStream(ctx.request(), context, splitter, limits.stall());
    }

    /** A client that goes away before all is read breaks the input, and then there is no run. */
    private void spool(RoutingContext ctx, Context context, LineStream input, MapQuery query, CallHeaders headers) {
        String task = ctx.pathParam("name");
        transfers
                .run(() -> runs.get().durableMap(task, new JsonElements(input), query.options(), headers.run()))
                .onFailure(e -> refuse(ctx, input, e))
                .onSuccess(started -> {
                    input.close();
                    ctx.response()
                            .putHeader("Preference-Applied", headers.prefer().applied());
                    if (headers.run().idempotencyKey().isPresent()) {
                        ctx.response().putHeader("Hearth-Attached", Boolean.toString(started.attached()));
                    }
                    RunAnswer.accepted(ctx, context, started.handle());
                    Refusal.linger(ctx);
                });
    }

    private void stream(RoutingContext ctx, Context context, LineStream input, MapQuery query, CallHeaders headers) {
        ctx.response().setChunked(true).putHeader("Content-Type", MediaType.NDJSON);
        JsonElements elements = new JsonElements(input);
        ResponseLines lines = new ResponseLines(ctx.request(), context, limits.stall());
        Departure departure = new Departure(context, errands, lines, input);
        ctx.response().closeHandler(ignored -> departure.gone());
        String task = ctx.pathParam("name");
        errands.run(
                        context,
                        () -> runs.get()
                                .map(
                                        task,
                                        elements,
                                        query.options(),
                                        new OutcomeLines(lines, query.provenance()),
                                        headers.run()))
                .onFailure(e -> refuse(ctx, input, e))
                .onSuccess(run -> {
                    departure.watch(run);
                    run.result().whenComplete((summary, e) -> {
                        Throwable why = elements.failure() != null && e != null ? elements.failure() : e;
                        context.runOnContext(ignored -> ended(ctx, input, lines, run, why));
                    });
                });
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
        ctx.response().setChunked(false);
        Refusal.send(ctx, e);
    }
}
