package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunPage;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The records of runs, their results, their cancelling, and the repeating of what failed. */
final class RunRoutes {
    private final Supplier<Runs> runs;
    private final ApiLimits limits;

    RunRoutes(Supplier<Runs> runs, ApiLimits limits) {
        this.runs = runs;
        this.limits = limits;
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
            if (!runs.get().cancel(run.id(), "cancelled over HTTP")) {
                run = find(run.id());
                if (!run.state().equals("cancelled")) {
                    throw new InputException(
                            ProblemType.CONFLICT,
                            "Cannot cancel the run '" + run.id() + "': it has " + run.state() + ".");
                }
            }
            return find(run.id());
        });
    }

    /** The result of a run that has ended; of one that has not, where to look again, after as long a wait as the client prefers. */
    void result(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        CallHeaders headers = CallHeaders.of(ctx.request());
        context.executeBlocking(() -> handle(runs.get(), ctx.pathParam("id")), false)
                .onFailure(e -> Problem.refused(e).send(ctx.response()))
                .onSuccess(run -> new ResultAnswer(ctx, context, run, headers.prefer(), limits).begin());
    }

    void rerunFailed(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        RunRequest request = CallHeaders.of(ctx.request()).run();
        BodyReader.read(ctx, limits)
                .compose(ignored ->
                        context.executeBlocking(() -> runs.get().rerunFailed(ctx.pathParam("id"), request), false))
                .onFailure(e -> Refusal.send(ctx, e))
                .onSuccess(run -> RunAnswer.accepted(ctx, context, run));
    }

    private RunRecord find(String id) {
        return runs.get().find(id).orElseThrow(() -> unknown(id));
    }

    static RunHandle handle(Runs runs, String id) {
        return runs.handle(id).orElseThrow(() -> unknown(id));
    }

    private static NoSuchElementException unknown(String id) {
        return new NoSuchElementException(
                "Cannot find the run '" + id + "': this platform has none of that id, or has forgotten it.");
    }

    static void answer(RoutingContext ctx, Callable<?> answer) {
        Context context = ctx.vertx().getOrCreateContext();
        context.executeBlocking(() -> Problem.json(answer.call()), false)
                .onSuccess(json ->
                        ctx.response().putHeader("Content-Type", MediaType.JSON).end(Buffer.buffer(json)))
                .onFailure(e -> Problem.refused(e).send(ctx.response()));
    }
}
