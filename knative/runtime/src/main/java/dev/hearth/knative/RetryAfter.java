package dev.hearth.knative;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Until when the API server asks to be left alone. It says so in a header, of which the client's exceptions know nothing, and which counts for all
 * requests of the client: an API server that is too busy has not looked at what was asked. Safe for use by several threads.
 */
@Singleton
public final class RetryAfter implements Interceptor {
    /** What stands between a client and its server may ask for hours. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int TOO_MANY = 429;

    /** If a server that gets too many requests does not say how long. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    /** By the nano clock. */
    private long until = System.nanoTime();

    /** Lets it see a client's answers. */
    public void hear(HttpClient.Builder client) {
        client.addOrReplaceInterceptor(RetryAfter.class.getName(), this);
    }

    /** Notes what an answer asks for. */
    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        String seconds = response.header("Retry-After");
        // A date, which the header could also have, no API server sends.
        if (isBusy(response.code()) && seconds != null && seconds.matches("\\d{1,9}")) {
            note(Duration.ofSeconds(Long.parseLong(seconds)));
        }
    }

    /** How long from now the API server asks to wait before it is asked again; zero if it does not. At most a minute. */
    public Duration of(KubernetesClientException e) {
        Status status = e.getStatus();
        if (status != null && status.getDetails() != null && status.getDetails().getRetryAfterSeconds() != null) {
            note(Duration.ofSeconds(status.getDetails().getRetryAfterSeconds()));
            return left();
        }
        Duration left = isBusy(e.getCode()) ? left() : Duration.ZERO;
        return left.isZero() && e.getCode() == TOO_MANY ? BUSY : left;
    }

    private static boolean isBusy(int code) {
        return code == TOO_MANY || code == HttpURLConnection.HTTP_UNAVAILABLE;
    }

    private synchronized void note(Duration pause) {
        Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        until = Math.max(until - System.nanoTime(), bounded.toNanos()) + System.nanoTime();
    }

    private synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }
}
