package dev.hearth.platform.event;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.hearth.HearthException;
import dev.hearth.platform.event.EventIntake.Reply;
import dev.hearth.platform.event.EventIntake.ResultSink;
import dev.hearth.platform.job.Jobs;
import dev.hearth.platform.job.Jobs.JobSource;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRefusedException;
import dev.hearth.platform.run.RunRefusedException.Reason;
import dev.hearth.platform.run.Runs;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends results to the configured sink, if there is one. That a result is owed is in the journal's database before the event is
 * answered, so it is sent whatever happens to the platform: at least once, each time with the same id. Safe for use by several threads.
 */
@Singleton
@Unremovable
class EventSink implements JobSource, ResultSink {
    private static final Logger LOG = Logger.getLogger(EventSink.class);
    private static final String JOB = "event-result";
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** How soon a job looks again whether its run has ended; its end makes it look at once. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final EventsConfig config;
    private final Runs runs;
    private final Instance<Jobs> jobs;
    private final CustomTask<Reply> job;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @Inject
    EventSink(EventsConfig config, Runs runs, Instance<Jobs> jobs) {
        this.config = config;
        this.runs = runs;
        this.jobs = jobs;
        this.job = Tasks.custom(JOB, Reply.class)
                .onFailure(this::failed)
                .execute((instance, context) -> look(instance.getId(), instance.getData()));
    }

    @Override
    public Stream<Task<?>> jobs() {
        return present() ? Stream.of(job) : Stream.empty();
    }

    boolean present() {
        return config.sink().isPresent();
    }

    @Override
    public void owe(RunHandle run, Reply reply) {
        var client = jobs.get()
                .client()
                .orElseThrow(
                        () -> new RunRefusedException(
                                Reason.UNAVAILABLE,
                                "Events: results cannot be sent to hearth.events.sink now, because the platform keeps no journal, or stops."));
        client.scheduleIfNotExists(job.instance(run.id(), reply), Instant.now().plus(LOOK_AGAIN));
        run.result().whenCompleteAsync((result, failure) -> client.reschedule(job.instanceId(run.id()), Instant.now()));
    }

    private CompletionHandler<Reply> look(String runId, Reply reply) {
        Optional<RunHandle> run = runs.handle(runId);
        if (run.isEmpty()) {
            LOG.warnf("Events: the result of run '%s' is not sent: the run is not known any more.", runId);
            return new OnCompleteRemove<>();
        }
        CompletableFuture<byte[]> result = run.get().result();
        if (!result.isDone()) {
            return (complete, operations) ->
                    operations.reschedule(complete, Instant.now().plus(LOOK_AGAIN));
        }
        if (!result.isCompletedExceptionally()) {
            send(config.sink().orElseThrow(), EventReply.of(runId, reply, result.join()));
        }
        return new OnCompleteRemove<>();
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Reply> operations) {
        int attempts = complete.getExecution().consecutiveFailures + 1;
        String run = complete.getExecution().getId();
        String reason = complete.getCause().map(Throwable::getMessage).orElse("no reason is known");
        if (attempts < config.attempts()) {
            Duration pause = pause(attempts);
            LOG.infof(
                    "Events: attempt %d of %d to send the result of run '%s' failed: %s. The next is in %s.",
                    attempts, config.attempts(), run, reason, pause);
            operations.reschedule(complete, Instant.now().plus(pause));
            return;
        }
        if (config.deadLetter().isEmpty()) {
            LOG.errorf(
                    "Events: the result of run '%s' is given up after %d attempts: %s. It is in the run's record.",
                    run, attempts, reason);
            operations.remove();
            return;
        }
        bury(complete, operations, run, reason);
    }

    private void bury(ExecutionComplete complete, ExecutionOperations<Reply> operations, String run, String reason) {
        try {
            byte[] result = runs.handle(run).orElseThrow().result().join();
            Reply reply = (Reply) complete.getExecution().taskInstance.getData();
            send(config.deadLetter().orElseThrow(), EventReply.of(run, reply, result));
            LOG.warnf(
                    "Events: the result of run '%s' went to the dead letters after %d attempts: %s.",
                    run, config.attempts(), reason);
            operations.remove();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Events: the dead letters did not take the result of run '%s': %s. It is tried again in %s.",
                    run, e.getMessage(), LONGEST_PAUSE);
            operations.reschedule(complete, Instant.now().plus(LONGEST_PAUSE));
        }
    }

    private Duration pause(int attempts) {
        Duration pause = config.backOff().multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void send(URI where, CloudEvent event) {
        HttpRequest request = HttpRequest.newBuilder(where)
                .timeout(config.timeout())
                .header("Content-Type", JsonFormat.CONTENT_TYPE)
                .POST(BodyPublishers.ofByteArray(new JsonFormat().serialize(event)))
                .build();
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                throw new HearthException("'" + where + "' answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new HearthException("'" + where + "' cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HearthException("interrupted while '" + where + "' was waited for", e);
        }
    }
}
