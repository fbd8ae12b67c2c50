package dev.hearth.functions.stub;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.WorkflowSpec;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes calls of workflow methods through {@link WorkflowCalls}. The build binds it to {@link dev.hearth.Workflow}. */
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class WorkflowInterceptor {
    private final Map<Method, String> names = new ConcurrentHashMap<>();
    private final Catalog catalog;
    private final Instance<WorkflowCalls> calls;

    @Inject
    WorkflowInterceptor(Catalog catalog, Instance<WorkflowCalls> calls) {
        this.catalog = catalog;
        this.calls = calls;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext call) throws Exception {
        String workflow = names.computeIfAbsent(call.getMethod(), this::name);
        Recording.refuse("workflow '" + workflow + "'");
        return calls.isResolvable()
                ? calls.get().around(workflow, call.getParameters(), call::proceed)
                : call.proceed();
    }

    private String name(Method method) {
        return catalog.workflows().stream()
                .filter(workflow -> workflow.method().equals(method))
                .map(WorkflowSpec::name)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Workflow method '" + method + "': it is not in the catalog."));
    }
}
