package dev.hearth.functions.direct;

import dev.hearth.functions.direct.DirectProblem.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a body up to a limit of length and time; what is beyond it is dropped, never held. */
final class DirectBody {
    private static final long MILLIS = 60_000;

    private DirectBody() {}

    static Future<Buffer> read(Vertx vertx, HttpServerRequest request, int limit) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() > limit) {
                whole.tryFail(new DirectProblem(
                        Fault.TOO_LARGE,
                        "Cannot read the body: it is over the limit of " + limit
                                + " bytes. Send less, or raise hearth.dispatch.payload-limit."));
            } else if (!whole.future().isComplete()) {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(ignored -> whole.tryComplete(body));
        request.exceptionHandler(whole::tryFail);
        long timer = vertx.setTimer(
                MILLIS,
                ignored -> whole.tryFail(new DirectProblem(
                        Fault.REQUEST_TIMEOUT, "Cannot read the body: it did not come within " + MILLIS + " ms.")));
        return whole.future().onComplete(ignored -> vertx.cancelTimer(timer));
    }
}
