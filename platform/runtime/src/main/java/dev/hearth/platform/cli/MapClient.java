package dev.hearth.platform.cli;

import dev.hearth.platform.http.LineStream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One map request: sends elements and reads outcomes at the same time, with back-pressure in both directions. (The JDK's HTTP
 * client gives out an HTTP/1.1 response only when the whole request is sent.)
 */
final class MapClient implements AutoCloseable {
    private static final int LINE_LIMIT = 1 << 30;

    private final URI url;
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
    private final Target target;
    private final HttpClient http;
    private final AtomicReference<@Nullable CommandFailure> badInput = new AtomicReference<>();
    private @Nullable RequestBody body;
    private @Nullable HttpClientRequest request;

    MapClient(Target target) {
        this.target = target;
        this.url = target.url();
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false).setSsl("https".equals(url.getScheme()));
        target.trust().ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust.manager())));
        this.http = vertx.createHttpClient(options);
    }

    /** Takes the outcomes. */
    interface Outcomes {
        /** A line, and whether the next one is not there yet. */
        void line(byte[] line, boolean last) throws IOException;
    }

    /**
     * Runs the map to its end.
     *
     * @throws RunFailure the platform refused, or the run failed before its first outcome
     * @throws CommandFailure the input cannot be read, or the platform cannot be reached
     * @throws IOException of the outcomes' own
     */
    void run(String pathAndQuery, InputStream elements, Outcomes outcomes) throws IOException {
        LineStream lines = open(pathAndQuery, elements);
        try {
            while (lines.hasNext()) {
                byte[] line = lines.next();
                outcomes.line(line, lines.waiting());
            }
        } catch (dev.hearth.HearthException e) {
            throw broken(e);
        }
    }

    private LineStream open(String pathAndQuery, InputStream elements) {
        int port = url.getPort() != -1 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(port)
                .setURI(url.getRawPath() + pathAndQuery)
                .putHeader("Content-Type", "application/x-ndjson");
        target.authorization().ifPresent(header -> options.putHeader("Authorization", header));
        Future<LineStream> response = http.request(options).compose(started -> {
            // Vert.x logs what nobody handles: that the request broke, or that this client has closed, is told by the
            // answer's end.
            started.exceptionHandler(broken -> {});
            started.setChunked(true);
            return started.sendHead().compose(sent -> {
                send(started, elements);
                return started.response().compose(answer -> {
                    if (answer.statusCode() == 200) {
                        return Future.succeededFuture(new LineStream(answer, vertx.getOrCreateContext(), LINE_LIMIT));
                    }
                    return answer.body()
                            .compose(problem ->
                                    Future.failedFuture(RunFailure.of(answer.statusCode(), problem.getBytes())));
                });
            });
        });
        try {
            return response.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RunFailure failure) {
                throw failure;
            }
            throw broken(e.getCause() == null ? e : e.getCause());
        }
    }

    private void send(HttpClientRequest started, InputStream elements) {
        RequestBody sink = new RequestBody(started);
        body = sink;
        request = started;
        Thread sender = new Thread(() -> copy(elements, sink), "hearth-input");
        // Nobody can interrupt a read of standard input: the process must be able to end without it.
        sender.setDaemon(true);
        sender.start();
    }

    private void copy(InputStream elements, RequestBody sink) {
        try {
            OutputStream lines = new BufferedOutputStream(sink, 1 << 14);
            ElementReader.copy(elements, lines);
            lines.flush();
            sink.close();
        } catch (CommandFailure e) {
            badInput.set(e);
            abort();
        } catch (IOException e) {
            // Either the platform answered before it had everything, or its connection broke: the reader of the answer
            // knows.
            abortIfInputBroke(e);
        }
    }

    private void abortIfInputBroke(IOException e) {
        if (e.getCause() == null) {
            badInput.compareAndSet(null, CommandFailure.usage("Cannot read the input: " + Inputs.reason(e) + "."));
            abort();
        }
    }

    private void abort() {
        HttpClientRequest started = request;
        if (started != null) {
            try {
                var unused = started.reset();
            } catch (IllegalStateException | RejectedExecutionException e) {
                // The answer came before the input's fault was read, and nothing of the request is left.
            }
        }
    }

    private RuntimeException broken(Throwable e) {
        CommandFailure input = badInput.get();
        return input != null
                ? input
                : CommandFailure.failed("Lost the platform at '" + url + "': " + e.getMessage() + ".");
    }

    /** Ends the request, if it has not ended: the platform cancels the map. */
    @Override
    public void close() {
        RequestBody sink = body;
        if (sink != null) {
            sink.abandon();
        }
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            // The process ends anyway, and with it the connection.
        }
    }
}
