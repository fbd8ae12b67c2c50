package dev.hearth.platform.schedule;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.ScheduleSpec;
import dev.hearth.functions.catalog.WorkflowSpec;
import dev.hearth.platform.job.Jobs.JobSource;
import dev.hearth.platform.run.Runs;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The schedules of the application's workflows, as jobs. */
@Singleton
@Unremovable
class Schedules implements JobSource {
    private final Catalog catalog;
    private final Runs runs;

    @Inject
    Schedules(Catalog catalog, Runs runs) {
        this.catalog = catalog;
        this.runs = runs;
    }

    @Override
    public Stream<Task<?>> jobs() {
        return catalog.workflows().stream().flatMap(this::jobs);
    }

    private Stream<Task<?>> jobs(WorkflowSpec workflow) {
        List<ScheduleSpec> schedules = workflow.schedules();
        return IntStream.range(0, schedules.size())
                .mapToObj(i -> new WorkflowSchedule(
                                workflow.name() + (i == 0 ? "" : "-" + (i + 1)),
                                workflow.name(),
                                schedules.get(i),
                                runs)
                        .job());
    }
}
