package dev.hearth.platform.run;

import dev.hearth.HearthException;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.WorkflowSpec;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.JournalException;
import dev.hearth.platform.journal.JournalledRun;
import dev.hearth.platform.journal.Journals;
import dev.hearth.platform.journal.Journals.MemberListener;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The runs of this platform, in memory, and in the journal if it keeps one. */
@Singleton
@Unremovable
class RunRegistry implements Runs, MemberListener {
    private static final Logger log = Logger.getLogger(RunRegistry.class);

    /** Requests whose keys share a lock wait for each other. */
    private static final int KEY_LOCKS = 64;

    /** How long a cancel waits until the run's end is journalled, so that its record says so. */
    private static final long CANCEL_SECONDS = 5;

    /** How long those who work on runs that are left to others are waited for. */
    private static final long ABANDON_SECONDS = 5;

    private final RunTable runs = new RunTable();
    private final Object[] keyLocks = new Object[KEY_LOCKS];
    private final Catalog catalog;
    private final JsonBinding json;
    private final WorkflowThreads threads;
    private final Pools pools;
    private final DispatchConfig config;
    private final Instance<PlatformDispatcher> dispatcher;
    private final Journals journals;
    private final RunsElsewhere elsewhere;
    private final ExecutorService takeOvers = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "hearth-take-over");
        made.setDaemon(true);
        return made;
    });
    private final AtomicBoolean takingOver = new AtomicBoolean();
    /** Runs that this platform has taken over and does not work on yet. */
    private final Queue<JournalledRun> left = new ConcurrentLinkedQueue<>();

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
            Journals journals,
            Instance<RunObserver> observers,
            Instance<RunTraces> traces) {
        this.catalog = catalog;
        this.json = json;
        this.threads = threads;
        this.pools = pools;
        this.config = config;
        this.dispatcher = dispatcher;
        this.journals = journals;
        this.elsewhere = new RunsElsewhere(() -> journals.journal().orElseThrow());
        for (int i = 0; i < KEY_LOCKS; i++) {
            keyLocks[i] = new Object();
        }
        this.observers = observers;
        this.traces = traces;
        journals.listen(this);
    }

    /** The one that this platform writes to now. */
    private Optional<RunJournal> journal() {
        return journals.journal().map(opened -> new RunJournal(opened, catalog.version()));
    }

    /** A run that code of the application starts by calling something, outside any other run. It ends with that code, and is not journalled. */
    RunState open(String kind, String name) {
        return open(Asked.of(kind, name), RunRequest.of("code"));
    }

    private RunState open(Asked asked, RunRequest request) {
        RunState run = new RunState(UUID.randomUUID().toString(), asked, request);
        runs.add(run);
        begun(run);
        return run;
    }

    private void begun(RunState run) {
        run.whenFenced(() -> runs.removeAll(found -> found == run).forEach(this::follow));
        run.inTrace(traces.get().begin(run, run.kind(), run.name(), run.request()));
        observers.forEach(observer -> observer.began(run, run.kind(), run.name()));
    }

    Optional<RunState> state(String runId) {
        return runs.find(runId);
    }

    /** The run that an earlier request with the same key has started, or else a new one. */
    private Started attachOrStart(Asked asked, RunRequest request, Supplier<RunState> start) {
        if (request.idempotencyKey().isEmpty()) {
            return new Started(start.get(), false);
        }
        String key = request.idempotencyKey().get();
        synchronized (keyLocks[Math.floorMod(key.hashCode(), KEY_LOCKS)]) {
            Optional<RunState> running = runs.ofKey(key);
            if (running.isPresent()) {
                RunState run = running.get();
                asked.checkSame(request, run.id(), run.asked());
                return new Started(run, true);
            }
            Optional<Started> past = ofKey(key, asked, request);
            if (past.isPresent()) {
                return past.get();
            }
            try {
                return new Started(start.get(), false);
            } catch (RunRefusedException refused) {
                // Perhaps because another platform has just begun a run with the key.
                return ofKey(key, asked, request).orElseThrow(() -> refused);
            }
        }
    }

    private Optional<Started> ofKey(String key, Asked asked, RunRequest request) {
        return journal().flatMap(kept -> kept.ofKey(key)).map(past -> {
            asked.checkSame(request, past.id(), Asked.of(past.run()));
            return new Started(pastOrElsewhere(past), true);
        });
    }

    private RunState begin(Asked asked, byte[] input, RunRequest request) {
        Optional<RunJournal> kept = journal();
        if (kept.isEmpty()) {
            return open(asked, request);
        }
        RunState run = kept.get().begin(asked, request, input, Optional.empty(), false);
        add(run);
        return run;
    }

    private void add(RunState run) {
        try {
            runs.add(run);
        } catch (RunRefusedException refused) {
            run.failed(refused);
            throw refused;
        }
        begun(run);
    }

    @Override
    public Started workflow(String name, byte[] input, RunRequest request) {
        catalog.workflow(name);
        return journalled("workflow", name, input, request);
    }

    @Override
    public Started call(String task, byte[] input, RunRequest request) {
        catalog.task(task);
        return journalled("call", task, input, request);
    }

    private Started journalled(String kind, String name, byte[] input, RunRequest request) {
        Asked asked = Asked.of(kind, name, request, input, Optional.empty());
        return attachOrStart(asked, request, () -> {
            RunState run = begin(asked, input, request);
            start(run, work(run, input));
            return run;
        });
    }

    /** What a workflow's or call's run does, the first time and again. */
    private Runnable work(RunState run, byte[] input) {
        if (run.kind().equals("call")) {
            return () -> dispatcher.get().ofRun(run, catalog.task(run.name()), input, CallOptions.NONE);
        }
        return () -> {
            try {
                WorkflowSpec workflow = catalog.workflow(run.name());
                RunScope.forRun(run).call(() -> {
                    run.succeeded(json.invoke(workflow.name(), input).json());
                    return run;
                });
            } catch (HearthException failure) {
                run.failed(failure);
            } catch (Throwable failure) {
                log.infof(failure, "Workflow '%s' failed, run '%s'", run.name(), run.id());
                run.failed(new HearthException("Workflow '" + run.name() + "' failed: " + failure, failure));
            }
        };
    }

    @Override
    public RunHandle map(String task, Iterator<byte[]> elements, MapOptions options, MapSink sink, RunRequest request) {
        TaskSpec spec = catalog.task(task);
        Optional<RunJournal> kept = journal();
        RunState run;
        if (kept.isPresent()) {
            run = kept.get().beginBound("map", task, request);
            add(run);
        } else {
            run = open(Asked.of("map", task), request);
        }
        start(run, map(run, spec, elements, options, sink));
        return run;
    }

    private JsonMap map(RunState run, TaskSpec task, Iterator<byte[]> elements, MapOptions options, MapSink sink) {
        return new JsonMap(
                run, task, elements, options, sink, pools, threads.branches(), PayloadLimit.of(config), json);
    }

    @Override
    public Started durableMap(String task, Iterator<byte[]> elements, MapOptions options, RunRequest request) {
        catalog.task(task);
        RunJournal kept = journal().orElseThrow(() -> noJournal("Durable map of '" + task + "'"));
        return attachOrStart(DurableMaps.asked(task, options, request), request, () -> {
            RunState run = DurableMaps.spool(kept, task, elements, options, request);
            add(run);
            start(run, durableWork(kept.journal(), run, DurableMaps.unordered(options)));
            return run;
        });
    }

    private Runnable durableWork(Journal kept, RunState run, MapOptions options) {
        return () -> {
            try {
                TaskSpec task = catalog.task(run.name());
                map(run, task, DurableMaps.elements(kept, run.id()), options, DurableMaps.NO_SINK)
                        .run();
            } catch (HearthException failure) {
                run.failed(failure);
            }
        };
    }

    @Override
    public boolean outcomes(String runId, MapSink sink) throws InterruptedException {
        Optional<Journal> kept = journals.journal();
        Optional<JournalledRun> run =
                kept.flatMap(journal -> journal.run(runId)).filter(DurableMaps::isDurableMap);
        if (run.isPresent()) {
            DurableMaps.outcomes(kept.orElseThrow(), run.get(), sink);
        }
        return run.isPresent();
    }

    @Override
    public RunHandle rerunFailed(String runId, RunRequest request) {
        RunJournal kept = journal().orElseThrow(() -> noJournal("Run of the failed elements of '" + runId + "'"));
        JournalledRun before = DurableMaps.withFailures(kept.journal(), runId);
        catalog.task(before.name());
        return attachOrStart(DurableMaps.askedAgain(before, request), request, () -> {
                    RunState run = DurableMaps.again(kept, before, request);
                    add(run);
                    start(run, durableWork(kept.journal(), run, DurableMaps.options(before)));
                    return run;
                })
                .handle();
    }

    private static RunRefusedException noJournal(String what) {
        return new RunRefusedException(
                RunRefusedException.Reason.CONFLICT,
                what
                        + " refused: this platform keeps no journal. Start one with 'serve', and without hearth.journal.kind=none.");
    }

    /** Finds the runs that earlier platforms have left, and makes them known. Returns what goes on with them. */
    synchronized Runnable recover() {
        Optional<RunJournal> kept = journal();
        if (kept.isEmpty()) {
            return () -> {};
        }
        left.addAll(kept.get().takeOver());
        List<Runnable> starts = new ArrayList<>();
        for (JournalledRun next = left.peek(); next != null; next = left.peek()) {
            starts.add(goOn(kept.get(), next));
            left.remove();
        }
        if (!starts.isEmpty()) {
            log.infof("%d runs go on that an earlier platform has begun.", starts.size());
        }
        return () -> starts.forEach(Runnable::run);
    }

    private Runnable goOn(RunJournal kept, JournalledRun left) {
        RunState run = kept.again(left);
        runs.add(run);
        try {
            begun(run);
        } catch (HearthException unknown) {
            // Of another release, which had such a workflow: the others must not wait behind it.
            run.failed(unknown);
            return () -> {};
        }
        byte[] input = left.input() == null ? new byte[0] : left.input();
        Runnable work = DurableMaps.isDurableMap(left)
                ? durableWork(kept.journal(), run, DurableMaps.options(left))
                : work(run, input);
        return () -> startPatiently(run, work);
    }

    /** Looks for what dead platforms have left, on a thread of its own: that takes as long as there are runs. */
    @Override
    public void renewed(Journal current) {
        if (takingOver.compareAndSet(false, true)) {
            takeOvers.execute(() -> {
                try {
                    recover().run();
                } catch (JournalException | RunRefusedException e) {
                    log.debug("Runs of other platforms wait for the next look.", e);
                } catch (RuntimeException | Error e) {
                    log.error("Runs of other platforms could not be taken over; the next look follows.", e);
                } finally {
                    takingOver.set(false);
                }
            });
        }
        current.cancelRequests()
                .forEach((id, reason) -> state(id).filter(RunState::running).ifPresent(run -> run.cancel(reason)));
    }

    @Override
    public synchronized void lost(Journal former) {
        left.clear();
        List<RunState> abandoned = runs.removeAll(
                run -> run.log().writesTo(former) && !run.result().isDone());
        CompletableFuture<?>[] ends = abandoned.stream().map(RunState::abandon).toArray(CompletableFuture<?>[]::new);
        // What they have in the pools must be called back before these go on.
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, ABANDON_SECONDS, TimeUnit.SECONDS)
                .join();
        abandoned.forEach(this::follow);
        log.warnf("%d runs are left to other platforms.", abandoned.size());
    }

    /** Whoever waits here for a run that goes on elsewhere hears of its end. */
    private void follow(RunState run) {
        elsewhere.ended(run.id()).whenComplete((past, gone) -> {
            if (past == null) {
                run.endedElsewhere(run.record(), null, gone);
            } else {
                past.result().whenComplete((value, why) -> run.endedElsewhere(past.record(), value, why));
            }
        });
    }

    void close(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        takeOvers.shutdownNow();
        elsewhere.close();
    }

    @Override
    public Optional<RunHandle> handle(String runId) {
        Optional<RunHandle> running = state(runId).map(RunHandle.class::cast);
        return running.isPresent()
                ? running
                : journal().flatMap(kept -> kept.find(runId)).map(this::pastOrElsewhere);
    }

    private RunHandle pastOrElsewhere(PastRun found) {
        return found.run().end().isPresent() ? found : elsewhere.handle(found.id());
    }

    private void start(RunState run, Runnable work) {
        try {
            execute(run, work);
        } catch (RejectedExecutionException e) {
            run.failed(new RunRefusedException(
                    RunRefusedException.Reason.TOO_MANY,
                    "Run of '" + run.name() + "' refused: " + WorkflowThreads.MAX_WAITING
                            + " runs are waiting for a thread already. Wait for some to end, "
                            + "or use a JVM of version 21 or later, which needs no such limit."));
        }
    }

    /** Nobody can send a run again that was there before: it waits until there is room for it. */
    private void startPatiently(RunState run, Runnable work) {
        while (true) {
            try {
                execute(run, work);
                return;
            } catch (RejectedExecutionException e) {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void execute(RunState run, Runnable work) {
        FutureTask<?> future = new FutureTask<>(
                () -> {
                    try {
                        work.run();
                    } finally {
                        run.left();
                    }
                },
                null);
        threads.workflows().execute(future);
        run.worker(future);
    }

    @Override
    public Optional<RunRecord> find(String runId) {
        return handle(runId).map(RunHandle::record);
    }

    @Override
    public RunPage list(RunQuery query) {
        List<RunRecord> inMemory = runs.records();
        return journal().map(kept -> kept.list(query, inMemory)).orElseGet(() -> RunCursor.page(query, inMemory));
    }

    @Override
    public boolean cancel(String runId, String reason) {
        Optional<RunHandle> run = handle(runId).filter(found -> !found.result().isDone());
        run.ifPresent(found -> {
            found.cancel(reason);
            awaitEnd(found);
        });
        return run.isPresent();
    }

    private static void awaitEnd(RunHandle run) {
        try {
            run.result().get(CANCEL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Cancelled; or its end waits for the journal or for its platform, which its record says.
        }
    }
}
