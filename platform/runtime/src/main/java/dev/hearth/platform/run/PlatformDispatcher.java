package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.dispatch.Dispatcher;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.replica.CurrentExecution;
import dev.hearth.functions.replica.ReplicaScope;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.pool.Caller;
import dev.hearth.platform.pool.Callers;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Single calls on the platform: each is a step of the run that its thread works on, or a run of its own. */
@Singleton
@Unremovable
class PlatformDispatcher implements Dispatcher {
    /** A call's step has it. */
    private static final int NO_DIGEST = 0;

    private final Callers callers = new Callers();
    private final RunRegistry registry;
    private final Pools pools;
    private final int payloadLimit;

    @Inject
    PlatformDispatcher(RunRegistry registry, Pools pools, DispatchConfig config) {
        this.registry = registry;
        this.pools = pools;
        this.payloadLimit = PayloadLimit.of(config);
    }

    @Override
    public CompletableFuture<byte[]> call(TaskSpec task, byte[] input, CallOptions options) {
        return call(task, input, options, task.async() ? CurrentExecution.NO_LEASE : CurrentExecution.lease());
    }

    @Override
    public CompletableFuture<byte[]> start(TaskSpec task, byte[] input, CallOptions options) {
        return call(task, input, options, CurrentExecution.NO_LEASE);
    }

    private CompletableFuture<byte[]> call(TaskSpec task, byte[] input, CallOptions options, long waiting) {
        Optional<RunScope> scope = RunScope.current();
        if (scope.isPresent()) {
            return ofWorkflow(scope.get().run(), scope.get().nextStep(), task, input, options);
        }
        Optional<RunState> caller = CurrentExecution.run().flatMap(registry::state);
        if (caller.isPresent()) {
            String replica = CurrentExecution.scope().map(ReplicaScope::replica).orElse("");
            return ofTask(caller.get(), replica, waiting, task, input, options);
        }
        return ofRun(registry.open("call", task.name()), task, input, options);
    }

    /** A step of a workflow: answered from the journal if that has it, and else told once the journal has it. */
    private CompletableFuture<byte[]> ofWorkflow(
            RunState run, StepId id, TaskSpec task, byte[] input, CallOptions options) {
        StepState step = run.step(id, task.name(), false);
        if (!run.journals(id)) {
            return call(run, step, null, task, input, options);
        }
        String digest = ArgumentDigest.of(input);
        Optional<JournalledStep> known = run.log().answer(id, task.name(), digest);
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        if (known.isPresent()) {
            step.submitted(1);
            step.settled(0, known.get().outcome(), known.get().endedMicros());
            step.restore(known.get());
            tell(result, task, known.get().outcome());
            return result;
        }
        submit(result, run, step, null, task, input, options, settled -> {
            Failure failure = settled.failure();
            if (failure != null && failure.kind() == FailureKind.CANCELLED) {
                tell(result, task, settled);
                return;
            }
            run.log()
                    .ended(new JournalledStep(
                            id.path(),
                            id.ordinal(),
                            task.name(),
                            digest,
                            false,
                            settled,
                            step.startedMicros(),
                            step.nowMicros()))
                    .whenComplete((written, refused) -> {
                        if (refused == null) {
                            tell(result, task, settled);
                        } else {
                            result.completeExceptionally(refused);
                        }
                    });
        });
        return result;
    }

    /** The one call that a run consists of. */
    CompletableFuture<byte[]> ofRun(RunState own, TaskSpec task, byte[] input, CallOptions options) {
        CompletableFuture<byte[]> result =
                call(own, own.step(new StepId("/", 0), task.name(), false), null, task, input, options);
        own.result().whenComplete((value, failure) -> result.cancel(true));
        own.abandoned().thenRun(() -> result.cancel(true));
        result.whenComplete((value, failure) -> {
            if (failure == null) {
                own.succeeded(value);
            } else {
                own.failed(failure);
            }
        });
        return result;
    }

    /**
     * A call that a task of a run makes to another environment.
     *
     * @param replica where that task runs
     * @param waiting under which lease, if it does nothing before it has the result
     */
    CompletableFuture<byte[]> ofTask(
            RunState run, String replica, long waiting, TaskSpec task, byte[] input, CallOptions options) {
        Caller caller = waiting == CurrentExecution.NO_LEASE ? null : callers.of(replica, waiting);
        return call(run, run.step(run.nextTaskCall(), task.name(), false), caller, task, input, options);
    }

    private CompletableFuture<byte[]> call(
            RunState run, StepState step, @Nullable Caller caller, TaskSpec task, byte[] input, CallOptions options) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        submit(result, run, step, caller, task, input, options, settled -> tell(result, task, settled));
        return result;
    }

    private void submit(
            CompletableFuture<byte[]> result,
            RunState run,
            StepState step,
            @Nullable Caller caller,
            TaskSpec task,
            byte[] input,
            CallOptions options,
            Consumer<Settled> then) {
        step.digest(ArgumentDigest.of(input));
        step.submitted(1);
        Consumer<Settled> end = settled -> {
            if (caller != null) {
                caller.calleeEnded();
            }
            step.settled(settled);
            step.ended();
            then.accept(settled);
        };
        if (input.length > payloadLimit) {
            end.accept(Failures.unsent(FailureKind.BAD_INPUT, PayloadLimit.inputTooLarge(input.length, payloadLimit)));
            return;
        }
        PoolRun poolRun = new PoolRun(run.id(), run.traceparent(), 0, (element, settled) -> end.accept(settled));
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                pools.cancel(task.environment(), poolRun);
            }
        });
        pools.submit(
                task.environment(),
                List.of(new Element(
                        poolRun, 0, task.name(), null, input, NO_DIGEST, TaskLimits.of(task, options), caller)));
    }

    private static void tell(CompletableFuture<byte[]> result, TaskSpec task, Settled settled) {
        Failure failure = settled.failure();
        byte[] value = settled.result();
        if (failure != null) {
            TaskFailedException exception = Failures.ofTask(task.name(), settled, failure);
            result.completeExceptionally(exception);
        } else if (value != null) {
            result.complete(value);
        } else {
            throw new IllegalStateException("Task '" + task.name() + "' was settled with neither result nor failure.");
        }
    }
}
