package dev.hearth.platform.run;

import dev.hearth.HearthException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parallel branches of a workflow, or of plain code. */
final class Branches {
    private final Executor threads;

    Branches(Executor threads) {
        this.threads = threads;
    }

    <R> List<R> all(List<? extends Supplier<? extends R>> work) {
        if (work.isEmpty()) {
            return List.of();
        }
        Optional<RunScope> scope = RunScope.current();
        Optional<StepId> group = scope.map(RunScope::nextStep);
        ExecutorCompletionService<R> service = new ExecutorCompletionService<>(threads);
        List<Future<R>> futures = new ArrayList<>();
        try {
            for (int i = 0; i < work.size(); i++) {
                Supplier<? extends R> branch = work.get(i);
                int number = i;
                futures.add(service.submit(() -> scope.isPresent() && group.isPresent()
                        ? RunScope.forBranch(scope.get().run(), group.get().branch(number))
                                .<R>call(branch::get)
                        : branch.get()));
            }
            for (int i = 0; i < work.size(); i++) {
                service.take().get();
            }
            List<R> results = new ArrayList<>(work.size());
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HearthException("The parallel branches were cancelled: their thread was interrupted.", e);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException runtime) {
            return runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof CancellationException
                ? new HearthException("A parallel branch was cancelled.", cause)
                : new HearthException(
                        "A parallel branch failed: " + cause, cause == null ? new CancellationException() : cause);
    }
}
