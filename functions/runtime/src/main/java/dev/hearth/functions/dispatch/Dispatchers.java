package dev.hearth.functions.dispatch;

import dev.hearth.HearthException;
import org.jspecify.annotations.Nullable;

/**
 * Where the role that the application runs in says how its task calls travel: the platform with its pools, a replica's process
 * with its link. Safe for use by several threads.
 */
public final class Dispatchers {
    private static volatile @Nullable Dispatcher current;

    private Dispatchers() {}

    /** Installs the role's dispatcher, in place of any before it. */
    public static void install(Dispatcher dispatcher) {
        current = dispatcher;
    }

    /**
     * The role's dispatcher.
     *
     * @throws HearthException if the application has not started
     */
    public static Dispatcher current() {
        Dispatcher installed = current;
        if (installed == null) {
            throw new HearthException(
                    "Task call: nothing takes it yet. Tasks can be called once the application has started.");
        }
        return installed;
    }
}
