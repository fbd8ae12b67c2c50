package dev.hearth.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Starts one workflow or one task with a JSON object as its input, and answers as the client prefers. */
final class CallRoute implements Handler<RoutingContext> {
    private final Supplier<Runs> runs;
    private final Start start;
    private final ApiLimits limits;

    CallRoute(Supplier<Runs> runs, Start start, ApiLimits limits) {
        this.runs = runs;
        this.start = start;
        this.limits = limits;
    }

    /** What is started by that name. */
    @FunctionalInterface
    interface Start {
        Runs.Started start(Runs runs, String name, byte[] input, RunRequest request);
    }

    @Override
    public void handle(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        CallHeaders headers;
        try {
            MediaType.checkJson(ctx.request());
            headers = CallHeaders.of(ctx.request());
        } catch (InputException e) {
            Refusal.send(ctx, e);
            return;
        }
        AtomicBoolean gone = new AtomicBoolean();
        ctx.response().closeHandler(ignored -> gone.set(true));
        BodyReader.read(ctx, limits)
                .compose(body -> context.executeBlocking(() -> start(ctx.pathParam("name"), body, headers), false))
                .onFailure(e -> Refusal.send(ctx, e))
                .onSuccess(run -> new RunAnswer(ctx, context, run, headers, limits).begin(gone.get()));
    }

    private Runs.Started start(String name, Buffer body, CallHeaders headers) {
        byte[] input = body.getBytes();
        if (isBlank(input)) {
            input = new byte[] {'{', '}'};
        }
        checkObject(input);
        return start.start(runs.get(), name, input, headers.run());
    }

    private static boolean isBlank(byte[] input) {
        for (byte b : input) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    private static void checkObject(byte[] input) {
        try {
            JsonNode tree = ApiJson.STRICT.readTree(input);
            if (!tree.isObject()) {
                throw InputException.wrongType(
                        "Cannot read the input: it must be a JSON object with the parameters' names, not "
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
}
