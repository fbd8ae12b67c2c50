package dev.hearth.functions.stub;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.replica.CurrentExecution;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a call of a stub's task method. */
@Singleton
class StubCalls {
    private final Catalog catalog;
    private final RemoteCalls remote;

    @Inject
    StubCalls(Catalog catalog, RemoteCalls remote) {
        this.catalog = catalog;
        this.remote = remote;
    }

    @Nullable
    Object call(String name, @Nullable Object[] arguments, CallOptions options) {
        TaskSpec task = catalog.task(name);
        Recording recording = Recording.current();
        if (recording != null) {
            return recording.noted(task, arguments);
        }
        if (CurrentExecution.environment().filter(task.environment()::equals).isPresent()) {
            return inPlace(task, arguments);
        }
        return remote.call(task, arguments, options);
    }

    private @Nullable Object inPlace(TaskSpec task, @Nullable Object[] arguments) {
        return new RealBean().with(catalog.beanClass(task), bean -> {
            try {
                return task.method().invoke(bean, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
