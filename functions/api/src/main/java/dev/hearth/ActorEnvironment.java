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
 * <p>Each attribute but the name and the init containers can be overridden per deployment, without recompiling, by
 * {@code hearth.environments."<name>".<attribute in kebab case>}, for example
 * {@code hearth.environments."my-actor".replica-count=5} or
 * {@code hearth.environments."my-actor".environment.GREETING=hello}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ActorEnvironment {
    /** As {@link #minReplicas}: as many as there may be, so that the pool never shrinks before its time to live ends. */
    int ALL = -1;

    /**
     * The environment's name, an RFC 1123 label: at most 63 lower-case letters, digits and hyphens, neither first nor
     * last a hyphen. Unique in the application.
     */
    String name();

    /** Variables set in each replica's process, never in the platform's own. */
    Variable[] environment() default {};

    /**
     * How many replicas the pool has: at least 1. They start lazily, all at once, when the first task comes. With {@link #minReplicas} it is how
     * many there are at most.
     */
    int replicaCount() default 1;

    /**
     * Makes the pool elastic: how many replicas it keeps while it is warm, from 0 to {@link #replicaCount}. As long as more tasks run or wait than
     * its replicas have slots for, more start; a single replica that has had nothing to do for {@link #scaledownSeconds} stops. When the environment's
     * {@link #ttlSeconds} end, all stop. Default: {@link #ALL}, a pool of fixed size.
     */
    int minReplicas() default ALL;

    /** How long a single replica of an elastic pool has nothing to do before it stops, in seconds, at least 1. Without effect on a pool of fixed size. */
    int scaledownSeconds() default 30;

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

    /**
     * The image of each replica's container, which must carry the application. Default: the application's own image. Local processes
     * have no image: there it is shown and otherwise without effect.
     */
    String image() default "";

    /** What each replica is sure to get. Default: nothing is said. No amount may be above that of {@link #limits}. */
    Resources requests() default @Resources;

    /**
     * What each replica must not exceed. Default: no limit. For a replica that is a process of the platform's machine, the
     * memory limit is that of the whole process, of which its heap gets a share: at least 160Mi. Its processors, those of the limit or else
     * of the request, are rounded up to whole ones.
     */
    Resources limits() default @Resources;

    /**
     * Keys of the secrets that the replicas are given at run time, they alone: {@link TaskContext#secret} has the values. A key is
     * made of letters, digits, dots, hyphens and underscores, at most 253, and does not begin with two dots. A secret that is
     * missing, empty or unreadable fails the environment's start with its key.
     */
    String[] secretRequests() default {};

    /** What runs before each replica, or beside it, in this order. Names are unique in the environment. */
    InitContainer[] initContainers() default {};

    /**
     * Devices that each replica needs: an extended resource of the cluster's nodes, with a number if it is not one, as
     * {@code nvidia.com/gpu} or {@code nvidia.com/gpu=2}. Default: none. Local processes may use what their machine has: there it is without
     * effect.
     */
    String accelerator() default "";

    /**
     * The Kubernetes service account of each replica's pod, whose token its tasks then have. Default: none, and no token. Without effect for
     * local processes.
     */
    String serviceAccount() default "";

    /**
     * Whether replicas may, and preferably shall, stand on nodes that can be taken away at any time and cost less for it. What a replica that
     * is taken away ran runs again elsewhere. Default: {@code false}. Without effect for local processes.
     */
    boolean interruptible() default false;

    /**
     * A resource of the application with a Kubernetes {@code PodTemplateSpec}, YAML or JSON: what the other attributes cannot say of each
     * replica's pod, such as node selectors, tolerations or volumes. The container {@code replica} in it is the replica's own, others stand
     * beside it. Default: none. Without effect for local processes.
     */
    String podTemplate() default "";

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
