package dev.hearth.platform.http;

import dev.hearth.platform.health.Readiness;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What probes ask: whether the process lives, and whether it takes work. */
public final class HealthRoutes {
    /** Set in a request that nobody has vouched for: it is told up or down, and no more. */
    public static final String STRANGER = "hearth.stranger";

    private final Supplier<Readiness> readiness;

    HealthRoutes(Supplier<Readiness> readiness) {
        this.readiness = readiness;
    }

    private record Status(String status) {}

    /** Whoever answers lives; nothing else is asked, for a restart would not mend it. */
    void live(RoutingContext ctx) {
        answer(ctx, "live");
    }

    void ready(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        Executor threads = check -> context.executeBlocking(
                () -> {
                    check.run();
                    return true;
                },
                false);
        Future.fromCompletionStage(readiness.get().unready(threads), context)
                .onSuccess(reasons -> ready(ctx, reasons))
                .onFailure(e -> Problem.refused(e).send(ctx.response()));
    }

    private static void ready(RoutingContext ctx, List<String> reasons) {
        if (reasons.isEmpty()) {
            answer(ctx, "ready");
        } else {
            Problem.of(
                            ProblemType.UNAVAILABLE,
                            Boolean.TRUE.equals(ctx.get(STRANGER))
                                    ? "The platform is not ready."
                                    : "The platform is not ready: " + String.join("; ", reasons) + ".")
                    .send(ctx.response());
        }
    }

    private static void answer(RoutingContext ctx, String status) {
        ctx.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(Problem.json(new Status(status))));
    }
}
