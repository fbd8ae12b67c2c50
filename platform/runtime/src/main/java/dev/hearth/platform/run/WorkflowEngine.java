package dev.hearth.platform.run;

import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.WorkflowSpec;
import dev.hearth.functions.stub.WorkflowCalls;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a workflow method is: the run itself, a subworkflow of the run that the thread works on, or, from plain code, a run of its
 * own on the caller's thread.
 */
@Singleton
@Unremovable
class WorkflowEngine implements WorkflowCalls {
    private final RunRegistry registry;
    private final Catalog catalog;
    private final JsonBinding json;

    @Inject
    WorkflowEngine(RunRegistry registry, Catalog catalog, JsonBinding json) {
        this.registry = registry;
        this.catalog = catalog;
        this.json = json;
    }

    @Override
    public @Nullable Object around(String workflow, @Nullable Object[] arguments, Callable<@Nullable Object> body)
            throws Exception {
        Optional<RunScope> scope = RunScope.current();
        if (scope.isEmpty()) {
            return ownRun(workflow, body);
        }
        if (scope.get().enterRoot()) {
            return body.call();
        }
        return subworkflow(scope.get(), catalog.workflow(workflow), arguments, body);
    }

    private @Nullable Object subworkflow(
            RunScope scope, WorkflowSpec workflow, @Nullable Object[] arguments, Callable<@Nullable Object> body)
            throws Exception {
        StepId id = scope.nextStep();
        StepState step = scope.run().step(id, "workflow " + workflow.name(), false);
        step.digest(ArgumentDigest.of(json.encodeArguments(workflow.parameters(), arguments)));
        try {
            return RunScope.forBranch(scope.run(), id.inner()).call(body);
        } finally {
            step.ended();
        }
    }

    private @Nullable Object ownRun(String workflow, Callable<@Nullable Object> body) throws Exception {
        RunState run = registry.open("workflow", workflow);
        try {
            RunScope scope = RunScope.forBranch(run, "/");
            Object result = scope.call(body);
            run.succeeded(new byte[0]);
            return result;
        } catch (Exception | Error failure) {
            run.failed(failure);
            throw failure;
        }
    }
}
