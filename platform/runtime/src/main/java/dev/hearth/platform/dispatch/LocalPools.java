package dev.hearth.platform.dispatch;

/** The pools that are in this platform, whoever has their elements. Safe for use by several threads. */
public interface LocalPools extends Pools {
    /**
     * Whether platforms that share a journal share the environment's pool as well. Regular tasks have a fresh replica each, so each platform
     * starts its own.
     *
     * @throws dev.hearth.functions.catalog.UnknownNameException if the application has no such environment
     */
    boolean sharable(String environment);

    /** The identity of the environment's current generation. */
    String identity(String environment);

    /** Whether the environment's pool is wanted here: one that is not finishes what it has been given, and its replicas leave. */
    void keep(String environment, boolean wanted);
}
