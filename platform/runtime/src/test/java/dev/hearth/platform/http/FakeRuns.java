package dev.hearth.platform.http;

import dev.hearth.FailureKind;
import dev.hearth.Provenance;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.run.KeyReusedException;
import dev.hearth.platform.run.MapOptions;
import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.MapSink;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunPage;
import dev.hearth.platform.run.RunQuery;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.RunRefusedException;
import dev.hearth.platform.run.RunRequest;
import dev.hearth.platform.run.Runs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs that need no replica: workflows by name, and a task {@code fake.echo} that fails for the element {@code "fail"}. What is named
 * {@code waits} runs until the test ends it.
 */
public final class FakeRuns implements Runs {
    static final Provenance WHO = new Provenance("fake-1", 1, Duration.ofMillis(2), Duration.ofMillis(3), false, 1, 0);

    /** Elements that maps have read. */
    public final AtomicLong read = new AtomicLong();

    /** Outcomes of durable maps that were given out. */
    final AtomicLong given = new AtomicLong();

    // The oldest first.
    private final List<FakeRun> runs = new CopyOnWriteArrayList<>();

    @Override
    public Started workflow(String name, byte[] input, RunRequest request) {
        return start("workflow", name, input, request, run -> work(run, name, input));
    }

    private static void work(FakeRun run, String name, byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        switch (name) {
            case "echo" -> run.succeed(input);
            case "list" -> run.succeed("[1, {\"a\": 2.50}, null]".getBytes(StandardCharsets.UTF_8));
            case "fails" -> run.fail(failure(FailureKind.REPLICA_LOST, "Task 'fake.echo': lost."));
            case "limited" -> run.fail(failure(FailureKind.TIMEOUT, "Task 'fake.echo': it took too long."));
            case "passes-on" -> run.fail(failure(FailureKind.BAD_INPUT, "Task 'fake.echo': no such parameter."));
            case "crowded" -> run.fail(failure(FailureKind.QUEUE_FULL, "Task 'fake.echo': the queue is full."));
            case "cold" -> run.fail(failure(FailureKind.START_FAILED, "Task 'fake.echo': no replica."));
            case "defect" -> run.fail(new IllegalStateException("secret detail"));
            case "typed" -> run.fail(new BadInputException("Parameter 'n': expected int, not " + text + "."));
            case "waits" -> {}
            default -> throw new AssertionError(name);
        }
    }

    private static TaskFailedException failure(FailureKind kind, String message) {
        return new TaskFailedException(kind, message, "trace");
    }

    @Override
    public Started call(String task, byte[] input, RunRequest request) {
        return start("call", task, input, request, run -> {
            switch (task) {
                case "fake.echo" -> run.succeed(input);
                case "fake.typed" -> run.fail(failure(FailureKind.BAD_INPUT, "Task 'fake.typed': no such parameter."));
                default -> {}
            }
        });
    }

    private static void check(String kind, String name) {
        List<String> known = kind.equals("workflow")
                ? List.of(
                        "echo", "list", "fails", "limited", "passes-on", "crowded", "cold", "defect", "typed", "waits")
                : List.of("fake.echo", "fake.typed", "fake.waits");
        switch (name) {
            case "too-many" ->
                throw new RunRefusedException(RunRefusedException.Reason.TOO_MANY, "Run refused: 7 are under way.");
            case "no-journal" ->
                throw new RunRefusedException(RunRefusedException.Reason.UNAVAILABLE, "Run refused: no database.");
            default -> {
                if (!known.contains(name)) {
                    throw new UnknownNameException(kind.equals("workflow") ? "Workflow" : "Task", name, known);
                }
            }
        }
    }

    private Started start(String kind, String name, byte[] input, RunRequest request, Consumer<FakeRun> work) {
        String text = new String(input, StandardCharsets.UTF_8);
        check(kind, name);
        FakeRun run;
        synchronized (runs) {
            Optional<FakeRun> earlier = request.idempotencyKey()
                    .flatMap(key -> runs.stream()
                            .filter(r -> r.request().idempotencyKey().equals(Optional.of(key)))
                            .findFirst());
            if (earlier.isPresent()) {
                FakeRun same = earlier.get();
                if (!same.record().name().equals(name) || !same.input.equals(text)) {
                    throw new KeyReusedException(
                            name, request.idempotencyKey().orElseThrow(), same.id(), "with another input");
                }
                return new Started(same, true);
            }
            run = add(new FakeRun(kind, name, request));
            run.input = text;
        }
        work.accept(run);
        return new Started(run, false);
    }

    /** A map that is kept. It runs at once, but for {@code fake.waits}, which runs until {@link #finish}. */
    @Override
    public Started durableMap(String task, Iterator<byte[]> elements, MapOptions options, RunRequest request) {
        check("map", task);
        List<byte[]> all = new ArrayList<>();
        while (elements.hasNext()) {
            all.add(elements.next());
            read.incrementAndGet();
        }
        return start("map", task, new byte[0], request, run -> {
            run.elements.addAll(all);
            all.forEach(element -> run.submitted());
            if (!task.equals("fake.waits")) {
                all.forEach(element -> run.settled(fails(element)));
                finish(run);
            }
        });
    }

    /** Ends a durable map. */
    void finish(FakeRun run) {
        if (run.record().progress().failed() > 0) {
            run.fail(failure(FailureKind.ERROR, "An element failed."));
        } else {
            run.succeed(Problem.json(run.record().progress()));
        }
    }

    @Override
    public boolean outcomes(String runId, MapSink sink) throws InterruptedException {
        FakeRun run = runs.stream()
                .filter(r -> r.id().equals(runId) && !r.elements.isEmpty())
                .findFirst()
                .orElse(null);
        if (run == null) {
            return false;
        }
        long index = 0;
        for (byte[] element : run.elements) {
            give(index++, element, sink);
            given.incrementAndGet();
        }
        return true;
    }

    private static boolean fails(byte[] element) {
        return new String(element, StandardCharsets.UTF_8).equals("\"fail\"");
    }

    private static void give(long index, byte[] element, MapSink sink) throws InterruptedException {
        if (fails(element)) {
            sink.accept(index, null, Failure.of(FailureKind.ERROR, "it said so"), WHO);
        } else {
            sink.accept(index, element, null, WHO);
        }
    }

    @Override
    public RunHandle rerunFailed(String runId, RunRequest request) {
        FakeRun earlier = runs.stream()
                .filter(r -> r.id().equals(runId))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("Cannot find the run '" + runId + "'."));
        if (earlier.record().progress().failed() == 0) {
            throw new RunRefusedException(
                    RunRefusedException.Reason.CONFLICT, "Run '" + runId + "' has no failed elements.");
        }
        return add(new FakeRun("map", earlier.record().name(), request));
    }

    @Override
    public Optional<RunHandle> handle(String runId) {
        return runs.stream()
                .filter(run -> run.id().equals(runId))
                .map(RunHandle.class::cast)
                .findFirst();
    }

    @Override
    public RunHandle map(String task, Iterator<byte[]> elements, MapOptions options, MapSink sink, RunRequest request) {
        check("map", task);
        FakeRun run = add(new FakeRun("map", task, request));
        Thread mapper = new Thread(() -> map(run, elements, options, sink), "fake-map");
        mapper.setDaemon(true);
        run.whenCancelled(mapper::interrupt);
        mapper.start();
        return run;
    }

    private void map(FakeRun run, Iterator<byte[]> elements, MapOptions options, MapSink sink) {
        try {
            for (long index = 0; elements.hasNext(); index++) {
                byte[] element = elements.next();
                read.incrementAndGet();
                run.submitted();
                run.settled(fails(element));
                if (fails(element) && options.minSuccessRatio().isEmpty()) {
                    throw failure(FailureKind.ERROR, "Element " + index + " failed.");
                }
                give(index, element, sink);
            }
            run.succeed(Problem.json(run.record().progress()));
        } catch (InterruptedException | RuntimeException e) {
            run.fail(e);
        }
    }

    @Override
    public Optional<RunRecord> find(String runId) {
        return handle(runId).map(RunHandle::record);
    }

    @Override
    public RunPage list(RunQuery query) {
        List<RunRecord> newestFirst = new ArrayList<>();
        runs.forEach(run -> newestFirst.add(0, run.record()));
        List<RunRecord> page = newestFirst.stream()
                .dropWhile(
                        run -> query.after().isPresent() && !query.after().get().equals(run.id()))
                .skip(query.after().isPresent() ? 1 : 0)
                .filter(run -> query.state().filter(s -> !s.equals(run.state())).isEmpty())
                .filter(run -> query.kind().filter(k -> !k.equals(run.kind())).isEmpty())
                .filter(run -> query.name().filter(n -> !n.equals(run.name())).isEmpty())
                .filter(run -> query.since().filter(run.started()::isBefore).isEmpty())
                .toList();
        return page.size() <= query.limit()
                ? new RunPage(page, Optional.empty())
                : new RunPage(
                        page.subList(0, query.limit()),
                        Optional.of(page.get(query.limit() - 1).id()));
    }

    /** All runs, the oldest first. */
    public List<RunRecord> recent() {
        return runs.stream().map(FakeRun::record).toList();
    }

    /** The run that was started last. */
    FakeRun last() {
        return runs.get(runs.size() - 1);
    }

    @Override
    public boolean cancel(String runId, String reason) {
        Optional<FakeRun> run = runs.stream()
                .filter(r -> r.id().equals(runId) && !r.result().isDone())
                .findFirst();
        run.ifPresent(r -> r.cancel(reason));
        return run.isPresent();
    }

    /** The progress of the only run. */
    public MapProgress progress() {
        return recent().get(0).progress();
    }

    private FakeRun add(FakeRun run) {
        runs.add(run);
        return run;
    }
}
