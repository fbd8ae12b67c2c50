package dev.hearth.functions.replica;

import dev.hearth.functions.link.TraceParent;
import io.quarkus.vertx.core.runtime.VertxMDC;
import io.quarkus.vertx.mdc.provider.LateBoundMDCProvider;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jboss.logging.MDC;
import org.jboss.logmanager.MDCProvider;
import org.jspecify.annotations.Nullable;

/**
 * Run, task, attempt and replica in the logging context of a task's thread and of those that it starts. Most tasks log nothing, so in a
 * replica's process they get there when somebody looks at the context or changes it, and not before.
 */
final class TaskTags {
    private static final ThreadLocal<@Nullable TaskTags> OWN = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable TaskTags childValue(@Nullable TaskTags parent) {
            if (parent == null || parent.execution == null) {
                return null;
            }
            // What the parent had put into its context has been inherited as well.
            TaskTags child = new TaskTags();
            child.execution = parent.execution;
            child.there = parent.there;
            return child;
        }
    };

    private static volatile boolean onDemand;

    private @Nullable Execution execution;
    private boolean there;

    private TaskTags() {}

    /** From now on, tags are written when they are asked for. For a process whose log manager is Quarkus's own. */
    static void onDemand() {
        LateBoundMDCProvider.setMDCProviderDelegate(new Provider(VertxMDC.INSTANCE));
        onDemand = true;
    }

    /** What the reset must leave to the thread: it is kept from task to task, since making it costs more than all the rest. */
    static ThreadLocal<?> kept() {
        return OWN;
    }

    /** A task begins on the calling thread. */
    static void begin(Execution execution) {
        if (onDemand) {
            TaskTags own = OWN.get();
            if (own == null) {
                own = new TaskTags();
                OWN.set(own);
            }
            own.execution = execution;
        } else {
            write(execution, MDC::put);
        }
    }

    /** It has ended: nothing is left in the logging context, nor of what the task itself has put there. */
    static void end() {
        if (!onDemand) {
            MDC.clear();
            return;
        }
        TaskTags own = OWN.get();
        if (own != null) {
            own.execution = null;
            if (own.there) {
                own.there = false;
                VertxMDC.INSTANCE.clear();
            }
        }
    }

    private static void write(Execution execution, BiConsumer<String, Object> context) {
        context.accept("run", execution.runId());
        context.accept("task", execution.task());
        context.accept("attempt", execution.attempt());
        context.accept("replica", execution.replica());
        TraceParent.parse(execution.assignment().trace()).ifPresent(trace -> {
            context.accept("traceId", trace.traceId());
            context.accept("spanId", trace.spanId());
        });
    }

    /** The logging context of the application, with the tags whenever it is touched. */
    private static final class Provider implements MDCProvider {
        private final VertxMDC context;

        Provider(VertxMDC context) {
            this.context = context;
        }

        private VertxMDC context() {
            TaskTags own = OWN.get();
            if (own != null && !own.there && own.execution != null) {
                own.there = true;
                write(own.execution, context::putObject);
            }
            return context;
        }

        @Override
        public @Nullable String get(String key) {
            return context().get(key);
        }

        @Override
        public @Nullable Object getObject(String key) {
            return context().getObject(key);
        }

        @Override
        public @Nullable String put(String key, String value) {
            return context().put(key, value);
        }

        @Override
        public @Nullable Object putObject(String key, Object value) {
            return context().putObject(key, value);
        }

        @Override
        public @Nullable String remove(String key) {
            return context().remove(key);
        }

        @Override
        public @Nullable Object removeObject(String key) {
            return context().removeObject(key);
        }

        @Override
        public Map<String, String> copy() {
            return context().copy();
        }

        @Override
        public Map<String, Object> copyObject() {
            return context().copyObject();
        }

        @Override
        public boolean isEmpty() {
            return context().isEmpty();
        }

        @Override
        public void clear() {
            context().clear();
        }
    }
}
