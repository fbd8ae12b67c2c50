package dev.hearth.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.catalog.UnknownNameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param title the same for each status
 * @param status the HTTP status
 * @param detail the whole message
 * @param kind of a failed run: the failure's kind
 * @param run of a failed run: its id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String title,
        int status,
        String detail,
        @Nullable FailureKind kind,
        @Nullable String run) {
    private static final Logger LOG = Logger.getLogger(Problem.class);

    /** One that is told by its status and its message alone. */
    public static Problem of(int status, String detail) {
        return new Problem(title(status), status, detail, null, null);
    }

    /** What a request is told that could not even become a run. */
    static Problem refused(Throwable thrown) {
        Throwable e = unwrap(thrown);
        if (e instanceof UnknownNameException) {
            return of(404, message(e));
        }
        if (e instanceof BadInputException) {
            return of(422, message(e));
        }
        if (e instanceof InputException input) {
            return of(input.status(), message(e));
        }
        if (e instanceof HttpClosedException) {
            // Nobody hears this, and it is no fault of the platform's.
            return of(400, "The client went away before it had sent the whole request.");
        }
        return internal(e);
    }

    /** What a request is told whose run failed. */
    static Problem failed(String run, Throwable thrown) {
        Throwable e = unwrap(thrown);
        Problem plain = e instanceof HearthException || e instanceof CancellationException
                ? of(statusOf(e), message(e))
                : internal(e);
        return new Problem("Run failed", plain.status(), plain.detail(), kind(e), run);
    }

    private static int statusOf(Throwable e) {
        if (e instanceof InputException input) {
            return input.status();
        }
        return e instanceof BadInputException ? 422 : 500;
    }

    /** Answers with it, unless there was an answer, or nobody waits for one any more. */
    public void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (run != null) {
            response.putHeader("Hearth-Run", run);
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(Buffer.buffer(json(this)));
    }

    static byte[] json(Object value) {
        try {
            return ApiJson.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FailureKind kind(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TaskFailedException failed) {
                return failed.kind();
            }
            if (cause instanceof InputException || cause instanceof BadInputException) {
                return FailureKind.BAD_INPUT;
            }
            if (cause instanceof CancellationException) {
                return FailureKind.CANCELLED;
            }
        }
        return FailureKind.ERROR;
    }

    static Throwable unwrap(Throwable thrown) {
        Throwable e = thrown;
        while ((e instanceof CompletionException || e instanceof ExecutionException) && e.getCause() != null) {
            e = e.getCause();
        }
        return e;
    }

    static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Problem internal(Throwable e) {
        LOG.error("Request failed", e);
        return of(
                500, "The platform failed: " + e.getClass().getName() + ": " + message(e) + ". Its log has the rest.");
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Malformed request";
            case 401 -> "Not authenticated";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 408 -> "Too slow";
            case 413 -> "Too large";
            case 422 -> "Wrong input";
            case 503 -> "Not available";
            default -> "Failed";
        };
    }
}
