package dev.hearth.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Reads a body up to a limit of length and time; what is beyond it is dropped, never held. */
final class BodyReader {
    private BodyReader() {}

    static Future<Buffer> read(RoutingContext ctx, ApiLimits limits) {
        HttpServerRequest request = ctx.request();
        int limit = limits.payload();
        if (request.isEnded()) {
            // Some other extension of the application installed a body handler before all routes.
            Buffer body = ctx.body().buffer();
            return body != null && body.length() > limit
                    ? Future.failedFuture(InputException.bodyTooLarge(limit))
                    : Future.succeededFuture(body == null ? Buffer.buffer() : body);
        }
        if (announced(request) > limit) {
            return Future.failedFuture(InputException.bodyTooLarge(limit));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            ctx.response().writeContinue();
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() > limit) {
                whole.tryFail(InputException.bodyTooLarge(limit));
            } else if (!whole.future().isComplete()) {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(ignored -> whole.tryComplete(body));
        request.exceptionHandler(whole::tryFail);
        long timer = ctx.vertx()
                .setTimer(
                        limits.body().toMillis(),
                        ignored -> whole.tryFail(
                                InputException.tooSlow("the body", limits.body(), "hearth.http.body-timeout")));
        request.resume();
        return whole.future().onComplete(ignored -> ctx.vertx().cancelTimer(timer));
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        // One that is no number does not come through the HTTP decoder.
        return length == null ? 0 : Long.parseLong(length.trim());
    }
}
