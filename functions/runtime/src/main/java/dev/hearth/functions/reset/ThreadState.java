package dev.hearth.functions.reset;

import java.lang.reflect.Field;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread locals of the task thread. The JDK has no way to clear them but a new thread; with {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED}, which the runner's manifest has, the thread's own fields are set instead.
 */
final class ThreadState {
    private static final Logger LOG = Logger.getLogger(ThreadState.class);

    private final @Nullable Field locals = open("threadLocals");
    private final @Nullable Field inheritable = open("inheritableThreadLocals");

    /** Whether a thread can be cleared; else each task needs a new one. */
    boolean clearable() {
        return locals != null && inheritable != null;
    }

    /** Drops the thread locals of the calling thread. */
    void clear() {
        if (locals == null || inheritable == null) {
            return;
        }
        Thread thread = Thread.currentThread();
        try {
            if (locals.get(thread) != null) {
                locals.set(thread, null);
            }
            if (inheritable.get(thread) != null) {
                inheritable.set(thread, null);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Field open(String name) {
        try {
            Field field = Thread.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | RuntimeException e) {
            LOG.warnf(
                    "Thread locals cannot be cleared between tasks (%s), so each task gets a new thread. To avoid that, start the JVM with --add-opens java.base/java.lang=ALL-UNNAMED.",
                    e.getMessage());
            return null;
        }
    }
}
