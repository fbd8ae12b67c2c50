package dev.hearth.platform.http;

import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRecord;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows one run. It is told of what has changed since it was told last, and only when it has taken that: what it is slow
 * to take is never queued. Runs on one event loop.
 */
final class RunFollower {
    /** The id of the last event, and its name. */
    static final String END = "end";

    private static final long LOOK_MILLIS = 500;

    /** Proxies close connections on which nothing moves, often after half a minute. */
    private static final int LOOKS_UNTIL_COMMENT = 30;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final RunHandle run;
    private final Duration stall;
    private final Runnable left;
    private @Nullable String state;
    private @Nullable MapProgress progress;
    private long timer;
    private boolean looking;
    private boolean closed;
    private int silent;

    /** @param left to be told when this has ended */
    RunFollower(HttpServerRequest request, Context context, RunHandle run, Duration stall, Runnable left) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.run = run;
        this.stall = stall;
        this.left = left;
    }

    void begin() {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Hearth-Run", run.id());
        timer = context.owner().setPeriodic(LOOK_MILLIS, ignored -> look());
        response.closeHandler(ignored -> close());
        look();
        run.result().whenComplete((result, e) -> context.runOnContext(ignored -> look()));
    }

    private void look() {
        if (looking || closed || response.writeQueueFull()) {
            return;
        }
        looking = true;
        // Before the record is made: what ends in between is seen as ended.
        boolean last = run.result().isDone();
        context.executeBlocking(() -> run.record().withoutSteps(), false).onComplete(record -> {
            looking = false;
            if (closed) {
                return;
            }
            if (record.failed()) {
                request.connection().close();
            } else if (last) {
                end(record.result());
            } else {
                tell(record.result());
                if (run.result().isDone()) {
                    look();
                }
            }
        });
    }

    private void tell(RunRecord record) {
        silent++;
        if (!record.state().equals(state)) {
            state = record.state();
            write("event: state\ndata: " + json(record) + "\n\n");
        }
        if (!record.progress().equals(progress)) {
            progress = record.progress();
            write("event: progress\ndata: " + json(record.progress()) + "\n\n");
        }
        if (silent >= LOOKS_UNTIL_COMMENT) {
            write(":\n\n");
        }
    }

    private void write(String event) {
        silent = 0;
        response.write(event);
    }

    private void end(RunRecord record) {
        close();
        long stalled = context.owner()
                .setTimer(stall.toMillis(), ignored -> request.connection().close());
        response.end("event: " + END + "\nid: " + END + "\ndata: " + json(record) + "\n\n")
                .onComplete(ignored -> context.owner().cancelTimer(stalled));
    }

    private void close() {
        if (!closed) {
            closed = true;
            context.owner().cancelTimer(timer);
            left.run();
        }
    }

    private static String json(Object value) {
        return new String(Problem.json(value), StandardCharsets.UTF_8);
    }
}
