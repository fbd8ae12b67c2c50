package dev.hearth.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Runs a workflow and answers with its result. A client that goes away cancels its run. */
final class WorkflowRoute implements Handler<RoutingContext> {
    private final Supplier<Runs> runs;
    private final int limit;

    WorkflowRoute(Supplier<Runs> runs, int limit) {
        this.runs = runs;
        this.limit = limit;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        AtomicBoolean gone = new AtomicBoolean();
        ctx.response().closeHandler(ignored -> gone.set(true));
        BodyReader.read(ctx, limit)
                .compose(body -> context.executeBlocking(() -> start(ctx, body), false))
                .onFailure(e -> Problem.refused(e).send(ctx.response()))
                .onSuccess(run -> follow(ctx, context, run, gone));
    }

    private RunHandle start(RoutingContext ctx, Buffer body) {
        byte[] input = body.toString(StandardCharsets.UTF_8).isBlank() ? new byte[] {'{', '}'} : body.getBytes();
        checkObject(input);
        RunRequest request = RunRequest.of("http");
        String trace = ctx.request().getHeader("traceparent");
        return runs.get()
                .workflow(ctx.pathParam("name"), input, trace == null ? request : request.inTrace(trace))
                .handle();
    }

    private static void checkObject(byte[] input) {
        try {
            JsonNode tree = ApiJson.STRICT.readTree(input);
            if (!tree.isObject()) {
                throw InputException.wrongType(
                        "Cannot read the input: a workflow takes a JSON object with its parameters' names, not "
                                + ApiJson.describe(tree) + ".");
            }
        } catch (JsonProcessingException e) {
            throw InputException.malformed("Cannot read the input: it is not JSON: " + ApiJson.reason(e) + " at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void follow(RoutingContext ctx, Context context, RunHandle run, AtomicBoolean gone) {
        Handler<Void> cancel = ignored -> {
            if (!run.result().isDone()) {
                context.executeBlocking(
                        () -> {
                            run.cancel("the client went away");
                            return true;
                        },
                        false);
            }
        };
        if (gone.get()) {
            cancel.handle(null);
            return;
        }
        ctx.response().closeHandler(cancel);
        run.result()
                .whenComplete((result, e) -> context.runOnContext(ignored -> {
                    if (e != null) {
                        Problem.failed(run.id(), e).send(ctx.response());
                    } else if (!ctx.response().closed()) {
                        ctx.response()
                                .putHeader("Content-Type", "application/json")
                                .putHeader("Hearth-Run", run.id())
                                .end(Buffer.buffer(result));
                    }
                }));
    }
}
