package dev.hearth.functions.reset;

import io.netty.util.concurrent.FastThreadLocal;
import java.lang.reflect.Field;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread locals of the task thread. The JDK has no way to clear them but a new thread; with {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED}, which the runner's manifest has, the thread's own fields are set instead.
 */
final class ThreadState {
    private static final Logger LOG = Logger.getLogger(ThreadState.class);

    private final @Nullable Field locals = open(Thread.class, "threadLocals");
    private final @Nullable Field inheritable = open(Thread.class, "inheritableThreadLocals");
    private final @Nullable Field size = inheritable == null ? null : open(inheritable.getType(), "size");
    private final ThreadLocal<?> kept;

    /**
     * @param kept an inheritable thread local that may stay, where it is the only one
     */
    ThreadState(ThreadLocal<?> kept) {
        this.kept = kept;
    }

    /** Whether a thread can be cleared; else each task needs a new one. */
    boolean clearable() {
        return locals != null && inheritable != null && size != null;
    }

    /** Drops the thread locals of the calling thread. */
    void clear() {
        // Netty's are in the thread itself, if it is one of Netty's: then this makes none only to find that there are
        // none.
        if (FastThreadLocal.size() > 0) {
            FastThreadLocal.removeAll();
        }
        if (locals == null || inheritable == null || size == null) {
            return;
        }
        Thread thread = Thread.currentThread();
        try {
            Object inherited = inheritable.get(thread);
            // First the value, which makes an entry if there is none, then their number: so it is of this one and no
            // other.
            if (inherited != null && (kept.get() == null || size.getInt(inherited) != 1)) {
                inheritable.set(thread, null);
            }
            if (locals.get(thread) != null) {
                locals.set(thread, null);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Field open(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
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
