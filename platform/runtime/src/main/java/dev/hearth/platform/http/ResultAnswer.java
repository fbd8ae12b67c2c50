package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers with the result of a run that somebody has started, now or after as long a wait as the client prefers. Runs on one event loop. */
final class ResultAnswer {
    private final RoutingContext ctx;
    private final Context context;
    private final RunHandle run;
    private final Duration wait;
    private long timer = -1;
    private boolean answered;

    ResultAnswer(RoutingContext ctx, Context context, RunHandle run, Preferences prefer, ApiLimits limits) {
        this.ctx = ctx;
        this.context = context;
        this.run = run;
        Duration preferred = prefer.waiting().orElse(Duration.ZERO);
        this.wait = limits.longestWait()
                .filter(longest -> longest.compareTo(preferred) < 0)
                .orElse(preferred);
        if (prefer.waiting().isPresent()) {
            ctx.response().putHeader("Preference-Applied", "wait=" + preferred.toSeconds());
        }
    }

    void begin() {
        if (run.result().isDone()) {
            run.result().whenComplete(this::ended);
        } else if (wait.isZero()) {
            notYet();
        } else {
            timer = ctx.vertx().setTimer(wait.toMillis(), ignored -> notYet());
            ctx.response().closeHandler(ignored -> first());
            run.result().whenComplete((result, e) -> context.runOnContext(ignored -> ended(result, e)));
        }
    }

    private void ended(byte @Nullable [] result, @Nullable Throwable e) {
        if (!first()) {
            return;
        }
        if (e != null) {
            Problem.failed(run, e).sendFinal(ctx.response());
        } else if (result != null) {
            ctx.response().putHeader("Hearth-Run", run.id());
            RunAnswer.result(ctx.response(), result);
        }
    }

    private void notYet() {
        if (first()) {
            ctx.response().putHeader("Retry-After", "1");
            RunAnswer.accepted(ctx, context, run);
        }
    }

    private boolean first() {
        boolean first = !answered;
        answered = true;
        if (timer != -1) {
            ctx.vertx().cancelTimer(timer);
        }
        return first;
    }
}
