package dev.hearth.platform.http;

import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives out what a durable map has so far, a line for each outcome; a slow reader is read for slowly. */
final class OutcomesRoute implements Handler<RoutingContext> {
    private final Supplier<Runs> runs;
    private final ApiLimits limits;
    private final Transfers transfers;

    OutcomesRoute(Supplier<Runs> runs, ApiLimits limits, Transfers transfers) {
        this.runs = runs;
        this.limits = limits;
        this.transfers = transfers;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        boolean provenance = MapQuery.provenanceAlone(ctx.queryParams());
        Context context = ctx.vertx().getOrCreateContext();
        ResponseLines lines = new ResponseLines(ctx.request(), context, limits.stall());
        ctx.response().closeHandler(ignored -> lines.gone());
        ctx.response().setChunked(true).putHeader("Content-Type", MediaType.NDJSON);
        transfers
                .run(() -> write(id, lines, provenance))
                .onSuccess(run -> lines.end(OutcomeLines.end(run.record(), failure(run))))
                .onFailure(e -> {
                    if (lines.begun()) {
                        // The end is missing, so the client knows; what is the matter, it can ask the run.
                        ctx.request().connection().close();
                    } else {
                        Problem.refused(e).send(ctx.response().setChunked(false));
                    }
                });
    }

    private RunHandle write(String id, ResponseLines lines, boolean provenance) throws InterruptedException {
        RunHandle run = RunRoutes.handle(runs.get(), id);
        OutcomeLines sink = new OutcomeLines(lines, provenance);
        boolean durable = runs.get().outcomes(id, (index, value, failure, who) -> {
            if (lines.isGone()) {
                throw new CancellationException("The client went away.");
            }
            sink.accept(index, value, failure, who);
        });
        if (!durable) {
            throw new InputException(
                    ProblemType.CONFLICT,
                    "Cannot give the outcomes of run '" + id
                            + "': it is no durable map, which alone keeps them. Ask for one with 'Prefer: respond-async'.");
        }
        return run;
    }

    private static @Nullable Throwable failure(RunHandle run) {
        if (!run.result().isCompletedExceptionally()) {
            return null;
        }
        return run.result().handle((result, e) -> Problem.unwrap(e)).join();
    }
}
