package dev.hearth.functions.replica;

import dev.hearth.functions.binding.FunctionCaller;
import dev.hearth.functions.link.FromReplica;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a replica's process is for, whatever links it has.
 *
 * @param regular it runs one task and then ends
 * @param build digest of the application
 * @param taskLoader the context class loader of task threads
 */
record ReplicaWork(
        ReplicaIdentity identity,
        ReplicaScope scope,
        boolean regular,
        String build,
        FunctionCaller functions,
        @Nullable ClassLoader taskLoader) {
    private static final Logger LOG = Logger.getLogger(ReplicaWork.class);

    /** Starts the task threads. */
    ReplicaEngine engine(int payloadLimit, long cancelGraceMillis, Consumer<FromReplica> out) {
        if (identity.concurrency() > 1 && !regular) {
            LOG.infof(
                    "Replica '%s': its tasks share the process, %d at a time, so nothing is reset between them.",
                    scope.replica(), identity.concurrency());
        }
        // Task threads take over the context class loader of the thread that starts them; this one may be Vert.x's own.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(taskLoader);
        try {
            return new ReplicaEngine(
                    scope, identity.concurrency(), !regular, payloadLimit, cancelGraceMillis, functions, out);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
