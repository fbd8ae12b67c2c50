package dev.hearth.platform.run;

import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.replica.CurrentExecution;
import dev.hearth.platform.dispatch.Pools;
import java.util.Optional;

/**
 * What a map needs of the place where it runs.
 *
 * @param pools where its elements go: the platform's pools, or those of other environments as seen from a replica
 */
record MapBackend(RunRegistry registry, JsonBinding json, Pools pools, int payloadLimit) {
    /** The run and the position of the next step of this thread. */
    record Position(RunState run, StepId step, boolean own) {}

    Position position(String kind, TaskSpec task) {
        Optional<RunScope> scope = RunScope.current();
        if (scope.isPresent()) {
            return new Position(scope.get().run(), scope.get().nextStep(), false);
        }
        Optional<RunState> caller = CurrentExecution.run().flatMap(registry::state);
        if (caller.isPresent()) {
            return new Position(caller.get(), caller.get().nextTaskCall(), false);
        }
        RunState run = registry.open(kind, task.name());
        return new Position(run, new StepId("/", 0), true);
    }
}
