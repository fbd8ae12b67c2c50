package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.dispatch.Dispatcher;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.replica.CurrentExecution;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Single calls on the platform: each is a step of the run that its thread works on, or a run of its own. */
@Singleton
@Unremovable
class PlatformDispatcher implements Dispatcher {
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
        Optional<RunScope> scope = RunScope.current();
        if (scope.isPresent()) {
            RunState run = scope.get().run();
            return call(run, run.step(scope.get().nextStep(), task.name(), false), task, input, options);
        }
        Optional<RunState> caller = CurrentExecution.run().flatMap(registry::state);
        if (caller.isPresent()) {
            return ofTask(caller.get(), task, input, options);
        }
        return ofRun(registry.open("call", task.name()), task, input, options);
    }

    /** The one call that a run consists of. */
    CompletableFuture<byte[]> ofRun(RunState own, TaskSpec task, byte[] input, CallOptions options) {
        CompletableFuture<byte[]> result =
                call(own, own.step(new StepId("/", 0), task.name(), false), task, input, options);
        own.result().whenComplete((value, failure) -> result.cancel(true));
        result.whenComplete((value, failure) -> {
            if (failure == null) {
                own.succeeded(value);
            } else {
                own.failed(failure);
            }
        });
        return result;
    }

    /** A call that a task of a run makes to another environment. */
    CompletableFuture<byte[]> ofTask(RunState run, TaskSpec task, byte[] input, CallOptions options) {
        return call(run, run.step(run.nextTaskCall(), task.name(), false), task, input, options);
    }

    private CompletableFuture<byte[]> call(
            RunState run, StepState step, TaskSpec task, byte[] input, CallOptions options) {
        step.digest(ArgumentDigest.of(input));
        step.submitted(1);
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        PoolRun poolRun =
                new PoolRun(run.id(), run.traceparent(), 0, (element, settled) -> settle(result, step, task, settled));
        if (input.length > payloadLimit) {
            settle(
                    result,
                    step,
                    task,
                    Failures.unsent(FailureKind.BAD_INPUT, PayloadLimit.inputTooLarge(input.length, payloadLimit)));
            return result;
        }
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                pools.cancel(task.environment(), poolRun);
            }
        });
        pools.submit(
                task.environment(),
                List.of(new Element(
                        poolRun,
                        0,
                        task.name(),
                        null,
                        input,
                        options.retry().orElse(task.retry()),
                        options.timeout().orElse(task.timeout()).toMillis(),
                        options.queueTimeout().orElse(task.queueTimeout()).toNanos())));
        return result;
    }

    private static void settle(CompletableFuture<byte[]> result, StepState step, TaskSpec task, Settled settled) {
        step.settled(0, settled);
        step.ended();
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
