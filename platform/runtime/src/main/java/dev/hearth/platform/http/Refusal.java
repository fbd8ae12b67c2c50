package dev.hearth.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Tells a client no, also one that still sends: what it sends is dropped, and not for as long as it likes. */
final class Refusal {
    /** A client that still sends when all is said has this long to hear it, before its connection is closed. */
    private static final long LINGER_MILLIS = 5_000;

    private Refusal() {}

    static void send(RoutingContext ctx, Throwable e) {
        Problem.refused(e).send(ctx.response());
        linger(ctx);
    }

    static void linger(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response();
        if (!request.isEnded()) {
            request.resume();
            ctx.vertx().setTimer(LINGER_MILLIS, ignored -> {
                if (!request.isEnded() && response.ended()) {
                    request.connection().close();
                }
            });
        }
    }
}
