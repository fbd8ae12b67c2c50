package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Retry;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import dev.hearth.TerminalException;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

@ActorEnvironment(name = "couriers")
public class Couriers {
    @Inject
    Translator translator;

    // tag::context
    @Inject
    TaskContext context;

    @Task
    public String whereAmI() {
        return context.task() + " on " + context.replica() + ", attempt " + context.attempt();
    }
    // end::context

    // tag::retry
    @Task(retry = @Retry(retries = 4, delayMillis = 10, factor = 2, maxDelayMillis = 1_000), timeoutMillis = 5_000)
    public int deliver(String address) {
        if (address.isBlank()) {
            throw new TerminalException("Delivery '" + address + "': there is no address. Give one.");
        }
        if (context.attempt() < 3) {
            throw new IllegalStateException("nobody at home");
        }
        return context.attempt();
    }
    // end::retry

    // tag::patient
    @Task(timeoutMillis = 200, queueTimeoutMillis = 60_000)
    public String patient(int seconds) {
        LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos()); // ends when the thread is interrupted
        return Thread.interrupted() ? "interrupted" : "waited";
    }
    // end::patient

    // tag::trace
    @Task
    public String track(String parcel) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://tracking.example/" + parcel));
        context.traceparent().ifPresent(trace -> request.header("traceparent", trace));
        return send(request.build());
    }
    // end::trace

    /** What would be sent. */
    private static String send(HttpRequest request) {
        return request.uri() + " " + request.headers().map();
    }

    // tag::other
    @Task
    public String sign(String language) {
        return translator.translate("hearth", language) + " of " + whereAmI();
    }
    // end::other
}
