package dev.hearth.platform.http;

import dev.hearth.platform.run.RunPage;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The records of runs, and their cancelling. */
final class RunRoutes {
    private final Supplier<Runs> runs;

    RunRoutes(Supplier<Runs> runs) {
        this.runs = runs;
    }

    void list(RoutingContext ctx) {
        answer(ctx, () -> {
            RunPage page = runs.get().list(RunListing.query(ctx.queryParams()));
            RunListing.link(ctx.request().path(), ctx.queryParams(), page)
                    .ifPresent(next -> ctx.response().putHeader("Link", next));
            return page;
        });
    }

    void show(RoutingContext ctx) {
        answer(ctx, () -> find(ctx.pathParam("id")));
    }

    void cancel(RoutingContext ctx) {
        answer(ctx, () -> {
            RunRecord run = find(ctx.pathParam("id"));
            runs.get().cancel(run.id(), "cancelled over HTTP");
            return find(run.id());
        });
    }

    private RunRecord find(String id) {
        return runs.get()
                .find(id)
                .orElseThrow(() -> new NoSuchElementException(
                        "Cannot find the run '" + id + "': this platform has none of that id, or has forgotten it."));
    }

    static void answer(RoutingContext ctx, Callable<?> answer) {
        Context context = ctx.vertx().getOrCreateContext();
        context.executeBlocking(() -> Problem.json(answer.call()), false)
                .onSuccess(json -> ctx.response()
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(json)))
                .onFailure(e -> (e instanceof NoSuchElementException
                                ? Problem.of(404, Problem.message(e))
                                : Problem.refused(e))
                        .send(ctx.response()));
    }
}
