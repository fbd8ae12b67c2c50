package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an actor environment: a pool of warm replicas that run the {@link Task} methods of this class.
 *
 * <p>An injected instance of the class is a stub, whose task methods travel to a replica. The real instance is made
 * afresh in the replica for each task and may inject what any bean may inject. {@code new} makes a plain object, as
 * always.
 *
 * <p>Each attribute but the name can be overridden per deployment, without recompiling, by
 * {@code hearth.environments."<name>".<attribute in kebab case>}, for example
 * {@code hearth.environments."my-actor".replica-count=5} or
 * {@code hearth.environments."my-actor".environment.GREETING=hello}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ActorEnvironment {

    /**
     * The environment's name, an RFC 1123 label: at most 63 lower-case letters, digits and hyphens, neither first nor
     * last a hyphen. Unique in the application.
     */
    String name();

    /** Variables set in each replica's process, never in the platform's own. */
    Variable[] environment() default {};

    /** How many replicas the pool has: at least 1. They start lazily, all at once, when the first task comes. */
    int replicaCount() default 1;

    /**
     * How long an idle environment stays warm, in seconds, at least 1. The clock starts when the last running or queued
     * task ends, or when the environment became warm, if none came. Then all replicas stop.
     */
    int ttlSeconds() default 90;

    /**
     * How many tasks one replica runs at a time, 1 to 1000. Above 1 the reset between tasks is off, because tasks that
     * share a process at the same time cannot be told apart; the replica's log says so.
     */
    int concurrency() default 1;

    /** A variable of a replica's process. */
    @Documented
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Variable {
        /** The variable's name: letters, digits and underscores, not first a digit. */
        String name();

        /** Its value, taken as it stands. */
        String value();
    }
}
