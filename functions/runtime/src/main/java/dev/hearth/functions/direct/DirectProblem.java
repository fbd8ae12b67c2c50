package dev.hearth.functions.direct;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.FailureKind;
import dev.hearth.functions.event.EventException;
import dev.hearth.functions.link.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Optional;

/** Why a direct call has no result, as RFC 9457 has it. Types, titles and statuses are those of the platform's API. */
final class DirectProblem extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int RETRY_AFTER_SECONDS = 1;

    /** What can go wrong with a direct call. */
    enum Fault {
        MALFORMED_REQUEST(400, "Malformed request"),
        UNKNOWN_NAME(404, "Unknown name"),
        UNKNOWN_ROUTE(404, "Unknown route"),
        METHOD_NOT_ALLOWED(405, "Method not allowed"),
        REQUEST_TIMEOUT(408, "Request came too slowly"),
        TOO_LARGE(413, "Too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
        WRONG_INPUT(422, "Wrong input"),
        RUN_FAILED(500, "Run failed"),
        INTERNAL_ERROR(500, "Internal error"),
        UNAVAILABLE(503, "Unavailable"),
        TASK_TIMEOUT(504, "Task timed out");

        private final int status;
        private final String title;

        Fault(int status, String title) {
            this.status = status;
            this.title = title;
        }
    }

    private final Fault fault;
    private final transient Optional<FailureKind> kind;

    DirectProblem(Fault fault, String detail) {
        this(fault, detail, Optional.empty());
    }

    private DirectProblem(Fault fault, String detail, Optional<FailureKind> kind) {
        super(detail);
        this.fault = fault;
        this.kind = kind;
    }

    /** An event is none, or nothing that its task takes. */
    static DirectProblem of(EventException e) {
        Fault fault = switch (e.reason()) {
            case MALFORMED -> Fault.MALFORMED_REQUEST;
            case UNSUPPORTED_DATA -> Fault.WRONG_INPUT;
            case UNKNOWN -> Fault.UNKNOWN_NAME;
        };
        return new DirectProblem(fault, String.valueOf(e.getMessage()));
    }

    /** The task's attempt failed, or never began. */
    static DirectProblem of(String task, Failure failure) {
        Fault fault = switch (failure.kind()) {
            case BAD_INPUT -> Fault.WRONG_INPUT;
            case TIMEOUT -> Fault.TASK_TIMEOUT;
            case QUEUE_TIMEOUT, QUEUE_FULL, REPLICA_LOST, START_FAILED, CANCELLED -> Fault.UNAVAILABLE;
            case ERROR, TERMINAL, BAD_RESULT -> Fault.RUN_FAILED;
        };
        return new DirectProblem(fault, "Task '" + task + "': " + failure.message(), Optional.of(failure.kind()));
    }

    /** Answers with it, and with when to ask again, if that is worth while. */
    void send(HttpServerResponse response) {
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        if (fault == Fault.UNAVAILABLE) {
            response.putHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        }
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "type",
                        "/problems/" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("title", fault.title)
                .put("status", fault.status)
                .put("detail", getMessage());
        kind.ifPresent(known -> problem.put("kind", known.name()));
        response.setStatusCode(fault.status)
                .putHeader("Content-Type", "application/problem+json")
                .end(Buffer.buffer(problem.toString()));
    }
}
