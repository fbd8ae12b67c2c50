package dev.hearth.platform.http;

import dev.hearth.FailureKind;
import dev.hearth.Provenance;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.functions.link.Failure;
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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Runs that need no replica: workflows by name, and a task {@code fake.echo} that fails for the element {@code "fail"}. */
public final class FakeRuns implements Runs {
    /** Elements that maps have read. */
    public final AtomicLong read = new AtomicLong();

    private final Map<String, FakeRun> runs = new ConcurrentHashMap<>();
    private final Map<String, FakeRun> keys = new ConcurrentHashMap<>();

    @Override
    public Started workflow(String name, byte[] input, RunRequest request) {
        FakeRun earlier = request.idempotencyKey().map(keys::get).orElse(null);
        if (earlier != null) {
            return new Started(earlier, true);
        }
        FakeRun run = add(new FakeRun("workflow", name));
        request.idempotencyKey().ifPresent(key -> keys.put(key, run));
        String text = new String(input, StandardCharsets.UTF_8);
        switch (name) {
            case "echo" -> run.succeed(input);
            case "list" -> run.succeed("[1, {\"a\": 2.50}, null]".getBytes(StandardCharsets.UTF_8));
            case "fails" ->
                run.fail(new TaskFailedException(FailureKind.REPLICA_LOST, "Task 'fake.echo': lost.", "trace"));
            case "defect" -> run.fail(new IllegalStateException("secret detail"));
            case "typed" -> run.fail(new BadInputException("Parameter 'n': expected int, not " + text + "."));
            case "waits" -> {}
            default -> throw new UnknownNameException("Workflow", name, List.of("echo", "list"));
        }
        return new Started(run, false);
    }

    @Override
    public Started call(String task, byte[] input, RunRequest request) {
        if (!task.equals("fake.echo")) {
            throw new UnknownNameException("Task", task, List.of("fake.echo"));
        }
        FakeRun run = add(new FakeRun("call", task));
        run.succeed(input);
        return new Started(run, false);
    }

    @Override
    public Started durableMap(String task, Iterator<byte[]> elements, MapOptions options, RunRequest request) {
        throw new RunRefusedException(RunRefusedException.Reason.CONFLICT, "no journal");
    }

    @Override
    public boolean outcomes(String runId, MapSink sink) {
        return false;
    }

    @Override
    public RunHandle rerunFailed(String runId, RunRequest request) {
        throw new RunRefusedException(RunRefusedException.Reason.CONFLICT, "no journal");
    }

    @Override
    public Optional<RunHandle> handle(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    @Override
    public RunHandle map(String task, Iterator<byte[]> elements, MapOptions options, MapSink sink, RunRequest request) {
        if (!task.equals("fake.echo")) {
            throw new UnknownNameException("Task", task, List.of("fake.echo"));
        }
        FakeRun run = add(new FakeRun("map", task));
        Thread mapper = new Thread(() -> map(run, elements, options, sink), "fake-map");
        mapper.setDaemon(true);
        run.whenCancelled(mapper::interrupt);
        mapper.start();
        return run;
    }

    private void map(FakeRun run, Iterator<byte[]> elements, MapOptions options, MapSink sink) {
        Provenance who = new Provenance("fake-1", 1, Duration.ofMillis(2), Duration.ofMillis(3), false, 1, 0);
        try {
            for (long index = 0; elements.hasNext(); index++) {
                byte[] element = elements.next();
                read.incrementAndGet();
                boolean fails = new String(element, StandardCharsets.UTF_8).equals("\"fail\"");
                run.settled(fails);
                if (!fails) {
                    sink.accept(index, element, null, who);
                } else if (options.minSuccessRatio().isPresent()) {
                    sink.accept(index, null, Failure.of(FailureKind.ERROR, "it said so"), who);
                } else {
                    throw new TaskFailedException(FailureKind.ERROR, "Element " + index + " failed.", "");
                }
            }
            run.succeed(new byte[] {'{', '}'});
        } catch (InterruptedException | RuntimeException e) {
            run.fail(e);
        }
    }

    @Override
    public Optional<RunRecord> find(String runId) {
        return Optional.ofNullable(runs.get(runId)).map(FakeRun::record);
    }

    @Override
    public RunPage list(RunQuery query) {
        return new RunPage(recent(), Optional.empty());
    }

    /** All runs. */
    public List<RunRecord> recent() {
        return runs.values().stream().map(FakeRun::record).toList();
    }

    @Override
    public boolean cancel(String runId, String reason) {
        FakeRun run = runs.get(runId);
        if (run == null) {
            return false;
        }
        run.cancel(reason);
        return true;
    }

    /** The progress of the only run. */
    public MapProgress progress() {
        return recent().get(0).progress();
    }

    private FakeRun add(FakeRun run) {
        runs.put(run.id(), run);
        return run;
    }
}
