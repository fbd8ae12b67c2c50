package dev.hearth.functions.direct;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.functions.direct.DirectProblem.Fault;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The tasks of one environment, by the names that requests and events have for them. */
final class DirectTasks {
    private final Function<String, TaskSpec> byName;
    private final Supplier<Collection<TaskSpec>> all;
    private final String environment;

    DirectTasks(Catalog catalog, String environment) {
        this(catalog::task, catalog::tasks, environment);
    }

    DirectTasks(Function<String, TaskSpec> byName, Supplier<Collection<TaskSpec>> all, String environment) {
        this.byName = byName;
        this.all = all;
        this.environment = environment;
    }

    /** The task of that full name. */
    TaskSpec named(String name) throws DirectProblem {
        try {
            TaskSpec task = byName.apply(name);
            if (task.environment().equals(environment)) {
                return task;
            }
        } catch (UnknownNameException e) {
            // As one of another environment, which this replica does not run either.
        }
        throw new DirectProblem(
                Fault.UNKNOWN_NAME,
                "Task '" + name + "': environment '" + environment + "' has none of this name. Known tasks are: "
                        + String.join(", ", names()) + ".");
    }

    /** The task that an event is for whose address names none: its type is the task's name, or there is no other task. */
    TaskSpec forEvent(String type) throws DirectProblem {
        List<String> names = names();
        return named(names.size() == 1 ? names.get(0) : type);
    }

    private List<String> names() {
        return all.get().stream()
                .filter(task -> task.environment().equals(environment))
                .map(TaskSpec::name)
                .toList();
    }
}
