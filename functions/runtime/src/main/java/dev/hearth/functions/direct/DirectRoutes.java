package dev.hearth.functions.direct;

import dev.hearth.FailureKind;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.direct.DirectProblem.Fault;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.TraceParent;
import dev.hearth.functions.replica.ReplicaEngine;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.vertx.VertxMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Answers requests: probes, and calls of tasks. A call takes a slot of the replica as one of the pool's does, and is answered when it has
 * run; the client's going away cancels it. Called on event loops.
 */
final class DirectRoutes implements Handler<HttpServerRequest> {
    private static final Logger LOG = Logger.getLogger(DirectRoutes.class);
    private static final String TASKS = "/api/tasks/";
    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";

    /** How long a call waits for a slot if its task says nothing of it. */
    private static final long WAIT_MILLIS = 30_000;

    private static final int NO_CONTENT = 204;

    private final Vertx vertx;
    private final ReplicaEngine engine;
    private final String application;
    private final DirectTasks tasks;
    private final int payloadLimit;
    private volatile boolean draining;

    DirectRoutes(Vertx vertx, ReplicaEngine engine, String application, DirectTasks tasks, int payloadLimit) {
        this.vertx = vertx;
        this.engine = engine;
        this.application = application;
        this.tasks = tasks;
        this.payloadLimit = payloadLimit;
    }

    /** One call, ready to run. */
    private record Call(TaskSpec task, byte[] input, String id, boolean event) {}

    void drain() {
        draining = true;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path() == null ? "/" : request.path();
        if (path.equals(LIVE) || path.equals(READY)) {
            probe(request, path.equals(READY) && draining);
        } else if (!path.equals("/") && !path.startsWith(TASKS)) {
            refuse(
                    request,
                    Fault.UNKNOWN_ROUTE,
                    "Cannot answer " + request.method() + " " + path + ": a replica knows POST " + TASKS
                            + "{task}, POST / for events, GET " + LIVE + " and GET " + READY + ".");
        } else if (!HttpMethod.POST.equals(request.method())) {
            request.response().putHeader("Allow", "POST");
            refuse(
                    request,
                    Fault.METHOD_NOT_ALLOWED,
                    "Cannot answer " + request.method() + " " + path + ": send POST.");
        } else {
            String task = path.equals("/") ? "" : path.substring(TASKS.length());
            call(request, task);
        }
    }

    private static void probe(HttpServerRequest request, boolean ends) {
        if (ends) {
            refuse(request, Fault.UNAVAILABLE, "The replica ends.");
        } else {
            request.response().putHeader("Content-Type", "application/json").end("{\"status\":\"up\"}");
        }
    }

    private void call(HttpServerRequest request, String task) {
        Context context = vertx.getOrCreateContext();
        HttpServerResponse response = request.response();
        DirectBody.read(vertx, request, payloadLimit)
                .compose(body -> context.executeBlocking(() -> read(request, task, body), false))
                .onSuccess(call -> begin(call, request, context))
                .onFailure(failure -> problem(failure).send(response));
    }

    private Call read(HttpServerRequest request, String name, Buffer body) throws DirectProblem {
        if (DirectInput.isEvent(request.headers())) {
            CloudEvent event = DirectInput.event(request.headers(), body);
            TaskSpec task = name.isEmpty() ? tasks.forEvent(event.getType()) : tasks.named(name);
            // The same event again has the same answer's id, so that whoever gets both knows.
            String of = event.getSource() + "\n" + event.getId() + "\n" + task.name();
            UUID id = UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
            return new Call(task, DirectInput.of(event, task), "direct-" + id, true);
        }
        if (name.isEmpty()) {
            throw new DirectProblem(
                    Fault.MALFORMED_REQUEST,
                    "Event: it is no CloudEvent: it has no ce-specversion. To call a task with a JSON object, POST to "
                            + TASKS + "{task}.");
        }
        TaskSpec task = tasks.named(name);
        byte[] input = DirectInput.plain(request.headers(), body);
        return new Call(task, input, "direct-" + UUID.randomUUID(), false);
    }

    private void begin(Call call, HttpServerRequest request, Context context) {
        TaskSpec task = call.task();
        String trace = Optional.ofNullable(request.getHeader("traceparent"))
                .flatMap(TraceParent::parse)
                .map(TraceParent::text)
                .orElse("");
        Assignment assignment = new Assignment(
                0, call.id(), trace, task.name(), 0, 1, task.timeout().toMillis(), null, call.input());
        long waitMillis =
                task.queueTimeout().isZero() ? WAIT_MILLIS : task.queueTimeout().toMillis();
        HttpServerResponse response = request.response();
        boolean structured = DirectInput.isStructured(request.headers());
        Optional<Runnable> cancel = engine.call(
                assignment,
                waitMillis,
                done -> context.runOnContext(nothing -> answer(call, done, response, structured)));
        if (cancel.isEmpty()) {
            refuse(
                    request,
                    Fault.UNAVAILABLE,
                    "Task '" + task.name() + "': the replica is busy with as many direct calls as it takes, or ends.");
        } else if (response.closed()) {
            cancel.get().run();
        } else {
            response.closeHandler(ignored -> {
                if (!response.ended()) {
                    cancel.get().run();
                }
            });
        }
    }

    private void answer(Call call, Completion done, HttpServerResponse response, boolean structured) {
        byte[] result = done.result();
        Failure failure = done.failure();
        if (response.closed() || response.ended()) {
            return;
        }
        if (failure != null || result == null) {
            DirectProblem.of(
                            call.task().name(),
                            failure == null ? Failure.of(FailureKind.ERROR, "it has no result.") : failure)
                    .send(response);
        } else if (!call.event()) {
            response.putHeader("Content-Type", "application/json").end(Buffer.buffer(result));
        } else if (call.task().resultType() == void.class) {
            response.setStatusCode(NO_CONTENT).end();
        } else {
            write(reply(call, result), response, structured);
        }
    }

    /** As its question came. */
    private static void write(CloudEvent event, HttpServerResponse response, boolean structured) {
        var writer = VertxMessageFactory.createWriter(response);
        var unused = structured ? writer.writeStructured(event, JsonFormat.CONTENT_TYPE) : writer.writeBinary(event);
    }

    private CloudEvent reply(Call call, byte[] result) {
        return CloudEventBuilder.v1()
                .withId(call.id())
                .withType(call.task().name() + ".output")
                .withSource(
                        URI.create("/hearth/" + application + "/" + call.task().name()))
                .withTime(OffsetDateTime.now(ZoneOffset.UTC))
                .withData("application/json", result)
                .build();
    }

    private static void refuse(HttpServerRequest request, Fault fault, String detail) {
        new DirectProblem(fault, detail).send(request.response());
    }

    private static DirectProblem problem(Throwable failure) {
        if (failure instanceof DirectProblem known) {
            return known;
        }
        LOG.error("A direct call failed", failure);
        return new DirectProblem(Fault.INTERNAL_ERROR, "The replica failed: " + failure + ". Its log has the rest.");
    }
}
