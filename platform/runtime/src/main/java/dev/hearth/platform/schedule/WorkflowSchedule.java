package dev.hearth.platform.schedule;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import dev.hearth.Overlap;
import dev.hearth.functions.catalog.ScheduleSpec;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One schedule of one workflow. It keeps the id of the run that it started last, empty before the first. */
final class WorkflowSchedule {
    private static final Logger LOG = Logger.getLogger(WorkflowSchedule.class);

    private final String name;
    private final String workflow;
    private final ScheduleSpec schedule;
    private final Runs runs;

    /** @param name unique among all schedules, and the same after a restart */
    WorkflowSchedule(String name, String workflow, ScheduleSpec schedule, Runs runs) {
        this.name = name;
        this.workflow = workflow;
        this.schedule = schedule;
        this.runs = runs;
    }

    Task<?> job() {
        return Tasks.recurring(name, times(), String.class)
                .initialData("")
                .onFailure((complete, operations) -> {
                    Instant next = times().getNextExecutionTime(complete);
                    LOG.warnf(
                            "Schedule '%s': workflow '%s' did not start: %s. The next time is %s.",
                            name,
                            workflow,
                            complete.getCause().map(Throwable::getMessage).orElse("no reason is known"),
                            next);
                    operations.reschedule(complete, next);
                })
                .executeStateful((instance, context) -> due(
                        context.getExecution().getExecutionTime(),
                        Optional.ofNullable(instance.getData()).orElse("")));
    }

    private Schedule times() {
        return schedule.cron().isEmpty()
                ? new FixedRate(Duration.ofSeconds(schedule.everySeconds()))
                : new CronSchedule(schedule.cron(), ZoneId.of(schedule.zone()), CronStyle.UNIX);
    }

    /** Returns the id of the run that goes on from now, or went on last. */
    String due(Instant planned, String last) {
        boolean running =
                runs.find(last).map(RunRecord::state).filter("running"::equals).isPresent();
        if (running && schedule.overlap() == Overlap.SKIP) {
            LOG.infof(
                    "Schedule '%s': the time %s is left out, because run '%s' of workflow '%s' goes on.",
                    name, planned, last, workflow);
            return last;
        }
        if (running && schedule.overlap() == Overlap.CANCEL_PREVIOUS) {
            runs.cancel(last, "its schedule started the next run");
        }
        // The key: a job that was done, but whose being done was not recorded, is done again.
        RunRequest request = RunRequest.of("schedule").withKey("schedule-" + name + "-" + planned);
        String run = runs.workflow(workflow, schedule.input().getBytes(StandardCharsets.UTF_8), request)
                .handle()
                .id();
        LOG.debugf("Schedule '%s': run '%s' of workflow '%s' starts for %s.", name, run, workflow, planned);
        return run;
    }
}
