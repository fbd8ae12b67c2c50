package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with its run's result, or, if the client would not wait so long, with where the run is. A client that goes away
 * cancels the run, unless it can find it again. Runs on one event loop.
 */
final class RunAnswer {
    private static final long NO_TIMER = -1;

    private final RoutingContext ctx;
    private final Context context;
    private final Runs.Started started;
    private final RunHandle run;
    private final CallHeaders headers;
    private final ApiLimits limits;
    private long timer = NO_TIMER;
    private boolean answered;

    RunAnswer(RoutingContext ctx, Context context, Runs.Started started, CallHeaders headers, ApiLimits limits) {
        this.ctx = ctx;
        this.context = context;
        this.started = started;
        this.run = started.handle();
        this.headers = headers;
        this.limits = limits;
    }

    /** @param gone the client went away before there was a run */
    void begin(boolean gone) {
        if (gone) {
            left();
            return;
        }
        ctx.response().closeHandler(ignored -> left());
        ctx.response().putHeader("Hearth-Run", run.id());
        if (headers.run().idempotencyKey().isPresent()) {
            ctx.response().putHeader("Hearth-Attached", Boolean.toString(started.attached()));
        }
        Optional<Duration> patience = headers.prefer().patience();
        if (patience.isPresent()) {
            ctx.response().putHeader("Preference-Applied", headers.prefer().applied());
        }
        Optional<Duration> longest = limits.longestWait();
        boolean capped =
                longest.isPresent() && (patience.isEmpty() || longest.get().compareTo(patience.get()) < 0);
        Optional<Duration> wait = capped ? longest : patience;
        if (wait.isPresent() && wait.get().isZero()) {
            runs();
            return;
        }
        wait.ifPresent(time -> timer = ctx.vertx().setTimer(time.toMillis(), ignored -> {
            if (patience.isPresent()) {
                runs();
            } else {
                outOfPatience(time);
            }
        }));
        run.result().whenComplete((result, e) -> context.runOnContext(ignored -> ended(result, e)));
    }

    private void ended(byte @Nullable [] result, @Nullable Throwable e) {
        if (!answer()) {
            return;
        }
        if (e != null) {
            Problem.failed(run, e).send(ctx.response());
        } else if (!ctx.response().closed() && result != null) {
            result(ctx.response(), result);
        }
    }

    /** A run of the application's own code has kept no result. */
    static void result(HttpServerResponse response, byte[] json) {
        if (json.length == 0) {
            response.setStatusCode(204).end();
        } else {
            response.putHeader("Content-Type", MediaType.JSON).end(Buffer.buffer(json));
        }
    }

    private void runs() {
        if (answer()) {
            accepted(ctx, context, run);
        }
    }

    /** 202: the run goes on, there. */
    static void accepted(RoutingContext ctx, Context context, RunHandle run) {
        context.executeBlocking(() -> Problem.json(run.record().withoutSteps()), false)
                .onFailure(e -> Problem.refused(e).send(ctx.response()))
                .onSuccess(record -> {
                    if (!ctx.response().closed()) {
                        ctx.response()
                                .setStatusCode(202)
                                .putHeader("Location", location(ctx, run.id()))
                                .putHeader("Hearth-Run", run.id())
                                .putHeader("Content-Type", MediaType.JSON)
                                .end(Buffer.buffer(record));
                    }
                });
    }

    private void outOfPatience(Duration time) {
        if (answer()) {
            ctx.response().putHeader("Location", location(ctx, run.id()));
            Problem.of(
                            ProblemType.STILL_RUNNING,
                            "Run '" + run.id() + "' did not end within " + time.toSeconds()
                                    + " s, as long as this platform lets a request wait. It goes on: ask GET /api/runs/"
                                    + run.id() + "/result for its result, or send 'Prefer: respond-async'.",
                            null,
                            run.id())
                    .send(ctx.response());
        }
    }

    static String location(RoutingContext ctx, String run) {
        String mount = ctx.mountPoint() == null ? "" : ctx.mountPoint();
        return (mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount) + "/api/runs/" + run;
    }

    private boolean answer() {
        boolean first = !answered;
        answered = true;
        if (timer != NO_TIMER) {
            ctx.vertx().cancelTimer(timer);
        }
        return first;
    }

    private void left() {
        if (answer() && !headers.detached() && !run.result().isDone()) {
            context.executeBlocking(
                    () -> {
                        run.cancel("the client went away");
                        return true;
                    },
                    false);
        }
    }
}
