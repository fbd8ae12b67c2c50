package dev.hearth.functions.replica;

import dev.hearth.functions.reset.Reset;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Makes one engine's threads. They have the context class loader of the thread that made this, and nothing else of any thread's. */
final class EngineThreads {
    /** What their names begin with. */
    static final String PREFIX = "hearth-";

    private final String prefix;
    private final @Nullable Reset reset;
    private final @Nullable ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();
    private int made;

    EngineThreads(String replica, @Nullable Reset reset) {
        this.prefix = PREFIX + replica + "-";
        this.reset = reset;
    }

    ThreadFactory timer() {
        return task -> ready(plain(task, "timer"));
    }

    /** Another task thread, not started. Not safe for use by several threads. */
    Thread task(Runnable work) {
        made++;
        String role = "task-" + made;
        // What it inherits from its creator is gone before its first task.
        boolean clearable = reset != null && reset.threadsReusable();
        return ready(clearable ? new TaskThread(work, prefix + role) : plain(work, role));
    }

    /** Without the creator's inheritable thread locals. */
    private Thread plain(Runnable work, String role) {
        return new Thread(null, work, prefix + role, 0, false);
    }

    private Thread ready(Thread thread) {
        thread.setDaemon(true);
        thread.setContextClassLoader(contextLoader);
        return thread;
    }
}
