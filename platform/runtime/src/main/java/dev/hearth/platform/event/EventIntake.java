package dev.hearth.platform.event;

import dev.hearth.functions.event.EventException;
import dev.hearth.functions.event.EventException.Reason;
import dev.hearth.functions.event.EventReader;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.extensions.DistributedTracingExtension;
import io.cloudevents.core.provider.ExtensionProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the workflows that an event is for. An event is known by its source and id: when it comes again, its workflows are not
 * started again, and whoever sends it gets the runs of the first time, as long as these are remembered. Safe for use by several threads.
 */
public final class EventIntake {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);

    private final Supplier<List<Subscription>> subscriptions;
    private final Runs runs;
    private final String application;
    private final Optional<ResultSink> sink;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * An intake.
     *
     * @param subscriptions which events start what
     * @param runs where they start it
     * @param application its name, for the sources of results
     * @param sink takes results; empty: whoever sends an event takes its result
     */
    public EventIntake(
            Supplier<List<Subscription>> subscriptions, Runs runs, String application, Optional<ResultSink> sink) {
        this.subscriptions = subscriptions;
        this.runs = runs;
        this.application = application;
        this.sink = sink;
    }

    /**
     * A run that an event has.
     *
     * @param reply what the event's sender is to be answered with; empty if nothing, or if a sink gets it
     */
    public record Triggered(String workflow, Runs.Started started, Optional<Reply> reply) {}

    /** The event that carries a result. */
    public record Reply(String type, String source) {}

    /** Takes results. */
    @FunctionalInterface
    public interface ResultSink {
        /**
         * The run's result, if it has one, is to be sent at least once from now.
         *
         * @throws dev.hearth.platform.run.RunRefusedException if that cannot be promised now
         */
        void owe(RunHandle run, Reply reply);
    }

    /**
     * Starts what an event starts. If it throws, some of its workflows may have started; when the event comes again, these are not started again.
     *
     * @throws EventException if it starts nothing, and will not the next time
     * @throws dev.hearth.platform.run.RunRefusedException if it may start something later
     */
    public List<Triggered> accept(CloudEvent event) {
        List<Subscription> matching = subscriptions.get().stream()
                .filter(subscription -> subscription.matches(event))
                .toList();
        if (matching.isEmpty()) {
            throw new EventException(
                    Reason.UNKNOWN,
                    EventReader.named(event) + " of type '" + event.getType()
                            + "': no workflow waits for it. Known types: " + types()
                            + "; the attributes must fit as well.");
        }
        return startAll(event, matching);
    }

    /**
     * Starts a workflow if the event is for it: whoever subscribes for one workflow may be sent more than it waits for, and gets the
     * answer of this workflow alone.
     *
     * @return empty if the event is not for the workflow
     * @throws EventException if no event is, or this one cannot start it
     * @throws dev.hearth.platform.run.RunRefusedException if it may start later
     */
    public Optional<Triggered> accept(CloudEvent event, String workflow) {
        List<Subscription> own = subscriptions.get().stream()
                .filter(subscription -> subscription.workflow().equals(workflow))
                .toList();
        if (own.isEmpty()) {
            throw new EventException(
                    Reason.UNKNOWN,
                    EventReader.named(event) + ": no workflow '" + workflow + "' waits for events. Known: " + waiting()
                            + ".");
        }
        List<Subscription> matching =
                own.stream().filter(subscription -> subscription.matches(event)).toList();
        return matching.isEmpty()
                ? Optional.empty()
                : startAll(event, matching).stream().findFirst();
    }

    private List<Triggered> startAll(CloudEvent event, List<Subscription> matching) {
        List<Triggered> triggered = new ArrayList<>();
        for (Subscription subscription : matching) {
            if (triggered.stream().noneMatch(earlier -> earlier.workflow().equals(subscription.workflow()))) {
                triggered.add(start(event, subscription));
            }
        }
        accepted.increment();
        return triggered;
    }

    private String waiting() {
        List<String> names = subscriptions.get().stream()
                .map(Subscription::workflow)
                .distinct()
                .sorted()
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private Triggered start(CloudEvent event, Subscription subscription) {
        RunRequest request = RunRequest.of("event").withKey(key(event, subscription.workflow()));
        String parent = traceparent(event);
        Runs.Started started = runs.workflow(
                subscription.workflow(),
                EventReader.input(event, "workflow '" + subscription.workflow() + "'", subscription.parameters()),
                parent == null ? request : request.inTrace(parent));
        if (started.attached()) {
            duplicates.increment();
            LOG.debugf(
                    "%s came again; its run of '%s' is '%s'.",
                    EventReader.named(event),
                    subscription.workflow(),
                    started.handle().id());
        }
        Optional<Reply> reply = reply(subscription);
        if (sink.isPresent() && reply.isPresent()) {
            sink.get().owe(started.handle(), reply.get());
            return new Triggered(subscription.workflow(), started, Optional.empty());
        }
        return new Triggered(subscription.workflow(), started, reply);
    }

    private Optional<Reply> reply(Subscription subscription) {
        return subscription
                .trigger()
                .replyType()
                .map(type -> new Reply(
                        type,
                        subscription
                                .trigger()
                                .replySource()
                                .orElse("/hearth/" + application + "/" + subscription.workflow())));
    }

    private static @Nullable String traceparent(CloudEvent event) {
        DistributedTracingExtension tracing =
                ExtensionProvider.getInstance().parseExtension(DistributedTracingExtension.class, event);
        return tracing == null ? null : tracing.getTraceparent();
    }

    /** Of fixed length, whatever a sender calls its events. */
    private static String key(CloudEvent event, String workflow) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(event.getSource().toString(), event.getId(), workflow)) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return "event-" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String types() {
        List<String> types = subscriptions.get().stream()
                .map(subscription -> subscription.trigger().type())
                .distinct()
                .sorted()
                .toList();
        return types.isEmpty() ? "none" : String.join(", ", types);
    }

    /** Counts and logs what was not taken. */
    public void refused(EventException why) {
        refused.increment();
        LOG.warnf("An event was refused: %s", why.getMessage());
    }

    /** Events that were taken, the same one each time that it came. */
    public long acceptedCount() {
        return accepted.sum();
    }

    /** Starts that were not made, because the event had come before. */
    public long duplicateCount() {
        return duplicates.sum();
    }

    /** Events, or whole messages, that were not taken. */
    public long refusedCount() {
        return refused.sum();
    }
}
