package dev.hearth.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.platform.run.KeyReusedException;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it. Immutable.
 *
 * @param type {@link ProblemType#uri}
 * @param title the same for each type
 * @param status the HTTP status
 * @param detail the whole message
 * @param kind of a failed run: the failure's kind
 * @param run the id of the run that it is about, if there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable FailureKind kind,
        @Nullable String run) {
    private static final Logger LOG = Logger.getLogger(Problem.class);

    /** A problem that is about no run. */
    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, null, null);
    }

    static Problem of(ProblemType type, String detail, @Nullable FailureKind kind, @Nullable String run) {
        return new Problem(type.uri(), type.title(), type.status(), detail, kind, run);
    }

    /** What a request is told that could not even become a run. */
    static Problem refused(Throwable thrown) {
        Throwable e = unwrap(thrown);
        ProblemType type = typeOfRefusal(e);
        if (e instanceof KeyReusedException reused) {
            return of(type, message(e), null, reused.run());
        }
        return type == ProblemType.INTERNAL_ERROR ? internal(e) : of(type, message(e));
    }

    private static ProblemType typeOfRefusal(Throwable e) {
        if (e instanceof UnknownNameException) {
            return ProblemType.UNKNOWN_NAME;
        }
        if (e instanceof NoSuchElementException) {
            return ProblemType.UNKNOWN_RUN;
        }
        if (e instanceof BadInputException) {
            return ProblemType.WRONG_INPUT;
        }
        if (e instanceof KeyReusedException) {
            return ProblemType.KEY_REUSED;
        }
        if (e instanceof InputException input) {
            return input.type();
        }
        if (e instanceof HttpClosedException) {
            // Nobody hears this, and it is no fault of the platform's.
            return ProblemType.MALFORMED_REQUEST;
        }
        if (e instanceof RunRefusedException refused) {
            return switch (refused.reason()) {
                case TOO_MANY -> ProblemType.TOO_MANY;
                case UNAVAILABLE -> ProblemType.UNAVAILABLE;
                case CONFLICT -> ProblemType.CONFLICT;
            };
        }
        return ProblemType.INTERNAL_ERROR;
    }

    /** What a request is told whose run failed. */
    static Problem failed(RunHandle run, Throwable thrown) {
        Throwable e = unwrap(thrown);
        ProblemType type = typeOfFailure(run, e);
        return type == ProblemType.INTERNAL_ERROR
                ? of(type, internal(e).detail(), FailureKind.ERROR, run.id())
                : of(type, message(e), kind(e), run.id());
    }

    private static ProblemType typeOfFailure(RunHandle run, Throwable e) {
        if (e instanceof TaskFailedException failure) {
            return switch (failure.kind()) {
                case CANCELLED -> ProblemType.RUN_CANCELLED;
                case TIMEOUT, QUEUE_TIMEOUT -> ProblemType.TASK_TIMEOUT;
                case QUEUE_FULL -> ProblemType.TOO_MANY;
                case START_FAILED -> ProblemType.NO_REPLICA;
                // What a workflow passes on is its author's fault, what a call or a map gets is its client's.
                case BAD_INPUT ->
                    run.record().kind().equals("workflow") ? ProblemType.RUN_FAILED : ProblemType.WRONG_INPUT;
                case ERROR, TERMINAL, REPLICA_LOST, BAD_RESULT, DEADLOCK -> ProblemType.RUN_FAILED;
            };
        }
        if (e instanceof CancellationException) {
            return ProblemType.RUN_CANCELLED;
        }
        ProblemType refusal = typeOfRefusal(e);
        return refusal == ProblemType.INTERNAL_ERROR && e instanceof HearthException ? ProblemType.RUN_FAILED : refusal;
    }

    /** Answers with this, and with when to ask again, if that is worth while. Does nothing if there is an answer already. */
    public void send(HttpServerResponse response) {
        for (ProblemType known : ProblemType.values()) {
            if (known.uri().equals(type) && known.retryAfterSeconds() > 0 && !response.headWritten()) {
                response.putHeader("Retry-After", Integer.toString(known.retryAfterSeconds()));
            }
        }
        sendFinal(response);
    }

    /** The same for what will not change any more. */
    void sendFinal(HttpServerResponse response) {
        if (response.ended() || response.closed() || response.headWritten()) {
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
                ProblemType.INTERNAL_ERROR,
                "The platform failed: " + e.getClass().getName() + ": " + message(e) + ". Its log has the rest.");
    }
}
