package dev.hearth.platform.http;

import dev.hearth.functions.event.EventException;
import dev.hearth.platform.event.EventIntake;
import dev.hearth.platform.event.EventIntake.Reply;
import dev.hearth.platform.event.EventIntake.Triggered;
import dev.hearth.platform.event.EventMessages;
import dev.hearth.platform.event.EventMessages.Message;
import dev.hearth.platform.event.EventReply;
import dev.hearth.platform.run.RunHandle;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.vertx.VertxMessageFactory;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes CloudEvents, one or a batch, for whatever waits for them or for the workflow that the path names. One that starts a single workflow whose trigger has a reply type is answered with the result as an event;
 * everything else with 202 as soon as the runs are known.
 */
final class EventRoute implements Handler<RoutingContext> {
    /** For all workflows. */
    static final String PATH = "/api/events";

    /** For one: what a subscription that only this workflow has is delivered to. */
    static final String WORKFLOW_PATH = PATH + "/:workflow";

    private final Supplier<EventIntake> intake;
    private final ApiLimits limits;

    EventRoute(Supplier<EventIntake> intake, ApiLimits limits) {
        this.intake = intake;
        this.limits = limits;
    }

    /** One event's runs in an answer. */
    private record Receipt(String id, String source, List<Started> runs, String ignored) {}

    /** One of them. */
    private record Started(String workflow, String run, boolean duplicate) {}

    @Override
    public void handle(RoutingContext ctx) {
        Context context = ctx.vertx().getOrCreateContext();
        BodyReader.read(ctx, limits)
                .compose(body -> context.executeBlocking(() -> take(ctx, body), false))
                .onFailure(e -> refuse(ctx, e))
                .onSuccess(answer -> answer.run());
    }

    private Runnable take(RoutingContext ctx, Buffer body) {
        Message message = EventMessages.read(ctx.request().headers(), body);
        return message.batch()
                ? batch(ctx, message.events())
                : single(ctx, message.events().get(0));
    }

    private Runnable single(RoutingContext ctx, CloudEvent event) {
        List<Triggered> triggered = accept(ctx, event);
        if (triggered.isEmpty()) {
            return () -> accepted(ctx, ignored(ctx, event), "");
        }
        Triggered first = triggered.get(0);
        boolean reply = triggered.size() == 1 && first.reply().isPresent();
        boolean async = String.valueOf(ctx.request().getHeader("Prefer")).contains("respond-async");
        if (reply && !async) {
            return () -> reply(ctx, first.started().handle(), first.reply().orElseThrow());
        }
        return () -> accepted(
                ctx, receipt(event, triggered), first.started().handle().id());
    }

    private Runnable batch(RoutingContext ctx, List<CloudEvent> events) {
        List<Receipt> receipts = new ArrayList<>();
        for (CloudEvent event : events) {
            try {
                List<Triggered> triggered = accept(ctx, event);
                receipts.add(triggered.isEmpty() ? ignored(ctx, event) : receipt(event, triggered));
            } catch (EventException e) {
                // Its neighbours are not to blame, and sending it again would not help.
                intake.get().refused(e);
                receipts.add(new Receipt(event.getId(), event.getSource().toString(), List.of(), Problem.message(e)));
            }
        }
        return () -> accepted(ctx, receipts, "");
    }

    private List<Triggered> accept(RoutingContext ctx, CloudEvent event) {
        String workflow = ctx.pathParam("workflow");
        return workflow == null
                ? intake.get().accept(event)
                : intake.get().accept(event, workflow).stream().toList();
    }

    /** No failure: a broker would send it again, and then to its dead letters. */
    private static Receipt ignored(RoutingContext ctx, CloudEvent event) {
        return new Receipt(
                event.getId(),
                event.getSource().toString(),
                List.of(),
                "Workflow '" + ctx.pathParam("workflow")
                        + "' does not wait for it: its type or attributes do not fit.");
    }

    private static Receipt receipt(CloudEvent event, List<Triggered> triggered) {
        return new Receipt(
                event.getId(),
                event.getSource().toString(),
                triggered.stream()
                        .map(t -> new Started(
                                t.workflow(),
                                t.started().handle().id(),
                                t.started().attached()))
                        .toList(),
                "");
    }

    private static void accepted(RoutingContext ctx, Object receipts, String run) {
        if (!run.isEmpty()) {
            ctx.response().putHeader("Location", "/api/runs/" + run).putHeader("Hearth-Run", run);
        }
        ctx.response().setStatusCode(202);
        if (ctx.pathParam("workflow") != null) {
            // A Trigger's: its Broker takes any body for an event, and what is none for a failure, and sends the event
            // again.
            ctx.response().end();
            return;
        }
        ctx.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(Problem.json(receipts)));
    }

    private static void reply(RoutingContext ctx, RunHandle run, Reply reply) {
        Context context = ctx.vertx().getOrCreateContext();
        run.result()
                .whenComplete((result, e) -> context.runOnContext(ignored -> {
                    if (e != null) {
                        Problem.failed(run, e).send(ctx.response());
                    } else if (!ctx.response().closed()) {
                        ctx.response().putHeader("Hearth-Run", run.id());
                        VertxMessageFactory.createWriter(ctx.response())
                                .writeBinary(EventReply.of(run.id(), reply, result));
                    }
                }));
    }

    private void refuse(RoutingContext ctx, Throwable e) {
        if (Problem.unwrap(e) instanceof EventException refused) {
            intake.get().refused(refused);
            ProblemType type = switch (refused.reason()) {
                case MALFORMED -> ProblemType.MALFORMED_REQUEST;
                case UNSUPPORTED_DATA -> ProblemType.WRONG_INPUT;
                case UNKNOWN -> ProblemType.UNKNOWN_NAME;
            };
            Problem.of(type, Problem.message(refused)).send(ctx.response());
        } else {
            Refusal.send(ctx, e);
        }
    }
}
