package dev.hearth.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Reads a body up to a limit; what is beyond it is dropped, never held. */
final class BodyReader {
    private BodyReader() {}

    static Future<Buffer> read(RoutingContext ctx, int limit) {
        HttpServerRequest request = ctx.request();
        if (request.isEnded()) {
            // Some other extension of the application installed a body handler before all routes.
            Buffer body = ctx.body().buffer();
            return Future.succeededFuture(body == null ? Buffer.buffer() : body);
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() > limit) {
                whole.tryFail(InputException.bodyTooLarge(limit));
            } else {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(ignored -> whole.tryComplete(body));
        request.exceptionHandler(whole::tryFail);
        request.resume();
        return whole.future();
    }
}
