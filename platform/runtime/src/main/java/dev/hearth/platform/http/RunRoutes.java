package dev.hearth.platform.http;

import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The records of runs, and their cancelling. */
final class RunRoutes {
    private final Supplier<Runs> runs;
    private final ActiveRuns active;

    RunRoutes(Supplier<Runs> runs, ActiveRuns active) {
        this.runs = runs;
        this.active = active;
    }

    void list(RoutingContext ctx) {
        // A list is for choosing from: the steps come with the run itself.
        answer(ctx, () -> runs.get().recent().stream().map(RunRoutes::withoutSteps).toList());
    }

    void show(RoutingContext ctx) {
        answer(ctx, () -> find(ctx.pathParam("id")));
    }

    void cancel(RoutingContext ctx) {
        answer(ctx, () -> {
            RunRecord run = find(ctx.pathParam("id"));
            active.cancel(run.id(), "cancelled over HTTP");
            return find(run.id());
        });
    }

    private RunRecord find(String id) {
        return runs.get()
                .find(id)
                .orElseThrow(() -> new NoSuchElementException(
                        "Cannot find the run '" + id + "': this platform has none of that id, or has forgotten it."));
    }

    private static RunRecord withoutSteps(RunRecord run) {
        return new RunRecord(
                run.id(),
                run.kind(),
                run.name(),
                run.state(),
                run.started(),
                run.ended(),
                run.failure(),
                run.progress(),
                List.of());
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
