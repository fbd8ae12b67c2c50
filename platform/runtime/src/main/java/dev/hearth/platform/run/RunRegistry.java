package dev.hearth.platform.run;

import dev.hearth.HearthException;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.WorkflowSpec;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.Pools;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Instance;
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
import java.util.function.Function;
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
    private final Instance<PlatformDispatcher> dispatcher;
    private final Instance<RunObserver> observers;
    private final Instance<RunTraces> traces;

    @Inject
    RunRegistry(
            Catalog catalog,
            JsonBinding json,
            WorkflowThreads threads,
            Pools pools,
            DispatchConfig config,
            Instance<PlatformDispatcher> dispatcher,
            Instance<RunObserver> observers,
            Instance<RunTraces> traces) {
        this.catalog = catalog;
        this.json = json;
        this.threads = threads;
        this.pools = pools;
        this.config = config;
        this.dispatcher = dispatcher;
        this.observers = observers;
        this.traces = traces;
    }

    /** A run that code of the application starts by calling something, outside any other run. */
    RunState open(String kind, String name) {
        return open(kind, name, RunRequest.of("code"));
    }

    private RunState open(String kind, String name, RunRequest request) {
        RunState run = new RunState(UUID.randomUUID().toString(), kind, name, request);
        synchronized (runs) {
            if (runs.size() >= REMEMBERED) {
                forgetOldestEnded();
            }
            if (runs.size() >= MAX_RUNNING) {
                throw new RunRefusedException(
                        RunRefusedException.Reason.TOO_MANY,
                        "Run of '" + name + "' refused: " + runs.size()
                                + " runs are under way, which is the limit. Wait for some to end.");
            }
            runs.put(run.id(), run);
        }
        run.inTrace(traces.get().begin(run, kind, name, request));
        observers.forEach(observer -> observer.began(run, kind, name));
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

    /** The run that an earlier request with the same key has started, or else a new one. */
    private Started start(String kind, String name, RunRequest request, Function<RunState, Runnable> work) {
        RunState run;
        synchronized (runs) {
            Optional<RunState> earlier = request.idempotencyKey().flatMap(this::ofKey);
            if (earlier.isPresent()) {
                return attach(earlier.get(), kind, name);
            }
            run = open(kind, name, request);
        }
        start(run, work.apply(run));
        return new Started(run, false);
    }

    private Optional<RunState> ofKey(String key) {
        return runs.values().stream()
                .filter(run ->
                        run.request().idempotencyKey().filter(key::equals).isPresent())
                .findFirst();
    }

    private static Started attach(RunState earlier, String kind, String name) {
        if (!earlier.kind().equals(kind) || !earlier.name().equals(name)) {
            throw new KeyReusedException("Run of '" + name + "' refused: its idempotency key belongs to run '"
                    + earlier.id() + "' of '" + earlier.name() + "'. Use another key for another request.");
        }
        return new Started(earlier, true);
    }

    @Override
    public Started workflow(String name, byte[] input, RunRequest request) {
        WorkflowSpec workflow = catalog.workflow(name);
        return start("workflow", name, request, run -> () -> {
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
    }

    @Override
    public Started call(String task, byte[] input, RunRequest request) {
        TaskSpec spec = catalog.task(task);
        return start("call", task, request, run -> () -> dispatcher.get().ofRun(run, spec, input, CallOptions.NONE));
    }

    @Override
    public RunHandle map(String task, Iterator<byte[]> elements, MapOptions options, MapSink sink, RunRequest request) {
        TaskSpec spec = catalog.task(task);
        RunState run = open("map", task, request);
        start(
                run,
                new JsonMap(
                        run, spec, elements, options, sink, pools, threads.branches(), PayloadLimit.of(config), json));
        return run;
    }

    @Override
    public Started durableMap(String task, Iterator<byte[]> elements, MapOptions options, RunRequest request) {
        throw noJournal("Durable map of '" + task + "'");
    }

    @Override
    public boolean outcomes(String runId, MapSink sink) {
        return false;
    }

    @Override
    public RunHandle rerunFailed(String runId, RunRequest request) {
        throw noJournal("Run of the failed elements of '" + runId + "'");
    }

    private static RunRefusedException noJournal(String what) {
        return new RunRefusedException(
                RunRefusedException.Reason.CONFLICT, what + " refused: this platform keeps no journal.");
    }

    @Override
    public Optional<RunHandle> handle(String runId) {
        return state(runId).map(RunHandle.class::cast);
    }

    private void start(RunState run, Runnable work) {
        FutureTask<?> future = new FutureTask<>(work, null);
        run.worker(future);
        try {
            threads.workflows().execute(future);
        } catch (RejectedExecutionException e) {
            run.failed(new RunRefusedException(
                    RunRefusedException.Reason.TOO_MANY,
                    "Run of '" + run.name() + "' refused: " + WorkflowThreads.MAX_WAITING
                            + " runs are waiting for a thread already. Wait for some to end, "
                            + "or use a JVM of version 21 or later, which needs no such limit."));
        }
    }

    @Override
    public Optional<RunRecord> find(String runId) {
        return state(runId).map(RunState::record);
    }

    @Override
    public RunPage list(RunQuery query) {
        List<RunState> states;
        synchronized (runs) {
            states = new ArrayList<>(runs.values());
        }
        List<RunRecord> page = new ArrayList<>();
        boolean begun = query.after().isEmpty();
        for (int i = states.size() - 1; i >= 0; i--) {
            if (!begun) {
                begun = query.after().filter(states.get(i).id()::equals).isPresent();
                continue;
            }
            RunRecord record = states.get(i).record().withoutSteps();
            if (query.wants(record)) {
                if (page.size() == query.limit()) {
                    return new RunPage(
                            page, Optional.of(page.get(page.size() - 1).id()));
                }
                page.add(record);
            }
        }
        return new RunPage(page, Optional.empty());
    }

    @Override
    public boolean cancel(String runId, String reason) {
        Optional<RunState> run = state(runId).filter(RunState::running);
        run.ifPresent(r -> r.cancel(reason));
        return run.isPresent();
    }
}
