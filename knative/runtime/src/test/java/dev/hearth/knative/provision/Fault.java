package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.mockwebserver.dsl.DelayPathable;
import io.fabric8.mockwebserver.dsl.ReturnOrWebsocketable;
import io.fabric8.mockwebserver.dsl.TimesOnceableOrHttpHeaderable;
import java.util.concurrent.atomic.AtomicInteger;

/** What the API server answers to the next requests of a kind, instead of doing what it is asked. */
final class Fault {
    private final int times;
    private final AtomicInteger met = new AtomicInteger();

    private Fault(
            DelayPathable<ReturnOrWebsocketable<TimesOnceableOrHttpHeaderable<Void>>> request,
            String path,
            int code,
            String message,
            int retryAfter,
            int times) {
        this.times = times;
        var answer = request.withPath(path).andReply(code, received -> {
            met.incrementAndGet();
            return new StatusBuilder().withCode(code).withMessage(message).build();
        });
        if (retryAfter > 0) {
            answer = answer.withHeader("Retry-After", Integer.toString(retryAfter));
        }
        answer.times(times);
    }

    static Fault get(PlayedCluster cluster, String path, int code, String message, int times) {
        return new Fault(cluster.server.expect().get(), path, code, message, 0, times);
    }

    static Fault put(PlayedCluster cluster, String path, int code, String message, int times) {
        return new Fault(cluster.server.expect().put(), path, code, message, 0, times);
    }

    static Fault post(PlayedCluster cluster, String path, int code, String message, int times) {
        return new Fault(cluster.server.expect().post(), path, code, message, 0, times);
    }

    static Fault patch(PlayedCluster cluster, String path, int code, String message, int times) {
        return new Fault(cluster.server.expect().patch(), path, code, message, 0, times);
    }

    /** It has no time for a PATCH, and asks for that many seconds of rest by the header alone. */
    static Fault busy(PlayedCluster cluster, String path, int code, int retryAfter, int times) {
        return new Fault(cluster.server.expect().patch(), path, code, "busy", retryAfter, times);
    }

    /** Waits until it has been met once. */
    void awaitMet() throws InterruptedException {
        PlayedCluster.await(() -> met.get() > 0, "met");
    }

    /** It was met as often as it was played: else the test shows nothing. */
    void assertMet() {
        assertEquals(times, met.get());
    }
}
