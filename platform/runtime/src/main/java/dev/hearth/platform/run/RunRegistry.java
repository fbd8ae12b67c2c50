package dev.hearth.platform.run;

import dev.hearth.HearthException;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.WorkflowSpec;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.Pools;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** The runs of this platform, in memory. */
@Singleton
@Unremovable
class RunRegistry implements Runs {
    /** Runs under way at once; one more is refused. */
    static final int MAX_RUNNING = 100_000;

    private static final Logger log = Logger.getLogger(RunRegistry.class);

    private final Map<String, RunState> runs = new LinkedHashMap<>();
    private final Catalog catalog;
    private final JsonBinding json;
    private final WorkflowThreads threads;
    private final Pools pools;
    private final DispatchConfig config;

    @Inject
    RunRegistry(Catalog catalog, JsonBinding json, WorkflowThreads threads, Pools pools, DispatchConfig config) {
        this.catalog = catalog;
        this.json = json;
        this.threads = threads;
        this.pools = pools;
        this.config = config;
    }

    RunState open(String kind, String name) {
        RunState run = new RunState(UUID.randomUUID().toString(), kind, name);
        synchronized (runs) {
            if (runs.size() >= REMEMBERED) {
                forgetOldestEnded();
            }
            if (runs.size() >= MAX_RUNNING) {
                throw new HearthException("Run of '" + name + "' refused: " + runs.size()
                        + " runs are under way, which is the limit. Wait for some to end.");
            }
            runs.put(run.id(), run);
        }
        return run;
    }

    private void forgetOldestEnded() {
        Iterator<RunState> oldestFirst = runs.values().iterator();
        while (oldestFirst.hasNext() && runs.size() >= REMEMBERED) {
            if (!oldestFirst.next().running()) {
                oldestFirst.remove();
            }
        }
    }

    Optional<RunState> state(String runId) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(runId));
        }
    }

    @Override
    public RunHandle workflow(String name, byte[] input) {
        WorkflowSpec workflow = catalog.workflow(name);
        RunState run = open("workflow", name);
        start(run, () -> {
            try {
                RunScope.forRun(run).call(() -> {
                    run.succeeded(json.invoke(workflow.name(), input).json());
                    return run;
                });
            } catch (HearthException failure) {
                run.failed(failure);
            } catch (Throwable failure) {
                log.infof(failure, "Workflow '%s' failed, run '%s'", name, run.id());
                run.failed(new HearthException("Workflow '" + name + "' failed: " + failure, failure));
            }
        });
        return run;
    }

    @Override
    public RunHandle map(String task, Iterator<byte[]> elements, MapOptions options, MapSink sink) {
        TaskSpec spec = catalog.task(task);
        RunState run = open("map", task);
        start(
                run,
                new JsonMap(
                        run, spec, elements, options, sink, pools, threads.branches(), PayloadLimit.of(config), json));
        return run;
    }

    private void start(RunState run, Runnable work) {
        FutureTask<?> future = new FutureTask<>(work, null);
        run.worker(future);
        try {
            threads.workflows().execute(future);
        } catch (RejectedExecutionException e) {
            run.failed(new HearthException("Run of '" + run.name() + "' refused: "
                    + WorkflowThreads.MAX_WAITING + " runs are waiting for a thread already. Wait for some to end, "
                    + "or use a JVM of version 21 or later, which needs no such limit."));
        }
    }

    @Override
    public Optional<RunRecord> find(String runId) {
        return state(runId).map(RunState::record);
    }

    @Override
    public List<RunRecord> recent() {
        List<RunState> states;
        synchronized (runs) {
            states = new ArrayList<>(runs.values());
        }
        List<RunRecord> records = new ArrayList<>(states.size());
        for (int i = states.size() - 1; i >= 0; i--) {
            records.add(states.get(i).record().withoutSteps());
        }
        return records;
    }

    @Override
    public boolean cancel(String runId, String reason) {
        Optional<RunState> run = state(runId).filter(RunState::running);
        run.ifPresent(r -> r.cancel(reason));
        return run.isPresent();
    }
}
