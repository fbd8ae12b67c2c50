package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets clients follow a run by server-sent events until it has ended, or they have gone. */
final class RunEvents implements Handler<RoutingContext> {
    private final Supplier<Runs> runs;
    private final ApiLimits limits;
    private final AtomicInteger followers = new AtomicInteger();

    RunEvents(Supplier<Runs> runs, ApiLimits limits) {
        this.runs = runs;
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (RunFollower.END.equals(ctx.request().getHeader("Last-Event-ID"))) {
            // The only answer that keeps a browser from coming again for ever.
            ctx.response().setStatusCode(204).end();
            return;
        }
        if (followers.incrementAndGet() > limits.followers()) {
            followers.decrementAndGet();
            Problem.of(
                            ProblemType.TOO_MANY,
                            "Cannot follow the run '" + ctx.pathParam("id") + "': " + limits.followers()
                                    + " clients follow runs already, which is the limit. Come again, or ask GET /api/runs/"
                                    + ctx.pathParam("id") + " now and then.")
                    .send(ctx.response());
            return;
        }
        Context context = ctx.vertx().getOrCreateContext();
        context.executeBlocking(() -> RunRoutes.handle(runs.get(), ctx.pathParam("id")), false)
                .onSuccess(run -> follow(ctx, context, run))
                .onFailure(e -> {
                    followers.decrementAndGet();
                    Problem.refused(e).send(ctx.response());
                });
    }

    private void follow(RoutingContext ctx, Context context, RunHandle run) {
        if (ctx.response().closed()) {
            followers.decrementAndGet();
        } else {
            new RunFollower(ctx.request(), context, run, limits.stall(), followers::decrementAndGet).begin();
        }
    }
}
