package dev.hearth.platform.http;

import java.util.Locale;

/** What can go wrong with a request: each has a stable URI, one status and one title. The guide's page on errors lists them all. */
public enum ProblemType {
    /** The request cannot be understood: not JSON, a bad parameter or header. */
    MALFORMED_REQUEST(400, "Malformed request"),
    /** It does not say who asks, or not believably. */
    UNAUTHENTICATED(401, "Not authenticated"),
    /** Who asks may not do this. */
    FORBIDDEN(403, "Not allowed"),
    /** There is no such workflow, task or environment. */
    UNKNOWN_NAME(404, "Unknown name"),
    /** There is no such run, or it is forgotten. */
    UNKNOWN_RUN(404, "Unknown run"),
    /** The API has no such path. */
    UNKNOWN_ROUTE(404, "Unknown route"),
    /** The path does not take this method. */
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /** The body did not come in time. */
    REQUEST_TIMEOUT(408, "Request came too slowly"),
    /** It contradicts the state of things: asking again does not help. */
    CONFLICT(409, "Conflict"),
    /** Somebody cancelled the run, so it has no result. */
    RUN_CANCELLED(409, "Run cancelled"),
    /** The body, or one element, is over a limit. */
    TOO_LARGE(413, "Too large"),
    /** The body is of a kind that the path does not take. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** The input is JSON, but does not fit the parameters. */
    WRONG_INPUT(422, "Wrong input"),
    /** The idempotency key belongs to a run of something else, or to one with another input. */
    KEY_REUSED(422, "Idempotency key reused"),
    /** There are as many runs, waiting elements or followers as there may be. */
    TOO_MANY(429, "Too many", 1),
    /** The run ended without a result. */
    RUN_FAILED(500, "Run failed"),
    /** The platform itself has a defect. */
    INTERNAL_ERROR(500, "Internal error"),
    /** What the request needs is not there now. */
    UNAVAILABLE(503, "Unavailable", 5),
    /** No replica of the task's environment could be started. */
    NO_REPLICA(503, "No replica", 5),
    /** The run takes longer than requests may wait; it goes on. */
    STILL_RUNNING(504, "Still running"),
    /** A task ran or waited longer than its limit. */
    TASK_TIMEOUT(504, "Task timed out");

    private final int status;
    private final String title;
    private final int retryAfterSeconds;

    ProblemType(int status, String title) {
        this(status, title, 0);
    }

    ProblemType(int status, String title, int retryAfterSeconds) {
        this.status = status;
        this.title = title;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The {@code type} of the problem: a relative reference that never changes. */
    public String uri() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The {@code title} of the problem. */
    public String title() {
        return title;
    }

    /** After how many seconds it may be worth to ask again; 0 if waiting does not help. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
