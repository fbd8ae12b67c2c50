package dev.hearth.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.hearth.platform.journal.Database;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@link JobSource}s have for a time to come. Jobs are rows in the journal's database, so they outlive the platform, and of several platforms one does
 * each. Safe for use by several threads.
 */
@Singleton
@Unremovable
public class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);

    /** A job starts this late at most, beside those that this platform made itself: these start at once. */
    private static final Duration POLLING = Duration.ofSeconds(1);

    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int THREADS = 4;

    private final Instance<JobSource> sources;
    private final Instance<Database> database;
    private final boolean none;
    private @Nullable Scheduler scheduler;

    @Inject
    Jobs(
            Instance<JobSource> sources,
            Instance<Database> database,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role,
            @ConfigProperty(name = "hearth.rehearsal", defaultValue = "false") boolean rehearsal) {
        this.sources = sources;
        this.database = database;
        // A rehearsal has a journal, and no workflow may begin in it, though its time has come.
        this.none = role.equals("replica") || rehearsal;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
        if (none) {
            return;
        }
        List<Task<?>> tasks = sources.stream().<Task<?>>flatMap(JobSource::jobs).toList();
        if (tasks.isEmpty()) {
            return;
        }
        Optional<DataSource> connections = database.get().dataSource();
        if (connections.isEmpty()) {
            LOG.warnf(
                    "Jobs: this platform keeps no journal (hearth.journal.kind), so it has none of: %s.",
                    tasks.stream().map(Task::getName).toList());
            return;
        }
        synchronized (this) {
            scheduler = new SchedulerBuilder(
                            connections.get(),
                            tasks.stream()
                                    .filter(task -> !(task instanceof RecurringTask))
                                    .toList())
                    .startTasks(recurring(tasks))
                    .threads(THREADS)
                    .pollingInterval(POLLING)
                    .shutdownMaxWait(STOP)
                    // Each kind of job tells of its own failures.
                    .failureLogging(LogLevel.OFF, false)
                    .serializer(new JacksonSerializer())
                    .enableImmediateExecution()
                    .build();
            scheduler.start();
        }
    }

    private static List<RecurringTask<?>> recurring(List<Task<?>> tasks) {
        List<RecurringTask<?>> recurring = new ArrayList<>();
        for (Task<?> task : tasks) {
            if (task instanceof RecurringTask<?> one) {
                recurring.add(one);
            }
        }
        return recurring;
    }

    /** Before the database is closed. */
    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        Scheduler running;
        synchronized (this) {
            running = scheduler;
            scheduler = null;
        }
        if (running != null) {
            running.stop();
        }
    }

    /** Where jobs are made; empty if this platform has none, or none any more. */
    public synchronized Optional<SchedulerClient> client() {
        return Optional.ofNullable(scheduler);
    }

    /** What has jobs. */
    public interface JobSource {
        /** Its kinds of jobs; none if it has none to do in this application. */
        Stream<? extends Task<?>> jobs();
    }
}
