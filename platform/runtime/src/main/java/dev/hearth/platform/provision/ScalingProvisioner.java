package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Of a place where replicas of an environment come by themselves and name themselves, such as pods: it is told how many there shall be, and
 * each that comes brings the environment's join key. They outlive the platform, and join its next life. {@link #start} and {@link #kill}
 * are for replicas of regular tasks only, which are started one by one. Calls do not block; each may come from any thread.
 */
public interface ScalingProvisioner extends Provisioner {
    /** What becomes of the replicas that {@link #scale} asked for. Called on any thread, as often as there is news. */
    interface ScaleListener {
        /**
         * Why replicas are not there yet. The latest is shown in the pool's state, and in the failure when the start takes too long.
         *
         * @param reason what is wrong, and what to do; empty: nothing any more
         */
        void trouble(String reason);

        /**
         * None can come, and to wait or to ask again would not help: its configuration is wrong, or lacks something.
         *
         * @param reason what is wrong, and what to do
         */
        void refused(String reason);
    }

    /**
     * Brings the environment's generation to so many replicas; 0 releases it. Idempotent; the last call counts. Whatever fails is told to the listener.
     *
     * @param version identity of the environment's generation
     * @param replicas how many there shall be, those that are there already included
     */
    void scale(EnvironmentSpec environment, String version, int replicas, ScaleListener listener);

    /**
     * These hold nothing and shall go first when fewer are asked for. Each call replaces what the last one said of the generation; it comes
     * before the {@link #scale} that it is meant for.
     *
     * @param replicas by the names that they gave themselves; empty: none
     */
    void leaving(EnvironmentSpec environment, String version, Collection<String> replicas);

    /** Whether a replica that brings this key belongs to the environment. Takes as long for a wrong key as for the right one. */
    boolean mayJoin(String environment, String key);

    /** Since when the generation has been idle, as another life of the platform left it; empty if it was not, or nobody knows. May block for as long as one question takes. */
    Optional<Instant> idleSince(EnvironmentSpec environment, String version);

    /**
     * Remembers beyond the platform's life since when the generation has been idle. Called at most every few seconds, and when the platform closes.
     *
     * @param since empty: it is not idle
     */
    void idle(EnvironmentSpec environment, String version, Optional<Instant> since);
}
