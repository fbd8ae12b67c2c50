package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a task. Its class carries {@link ActorEnvironment} or {@link InEnvironment}; if it carries neither, the task is a regular one:
 * each call has a fresh process of its own, for strict isolation, and the environment is named after the class in kebab case. The method must not be private, static or final; its parameters and its
 * result travel as JSON. A {@code Uni} or {@code CompletionStage} result is awaited in the replica; the caller gets one
 * at once.
 *
 * <p>The task's full name is {@code <environment>.<task>}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Task {
    /** The task's name inside its environment. Default: the method's name in kebab case. */
    String name() default "";

    /** What happens after an attempt that failed. Default: the failure is the task's result. */
    Retry retry() default @Retry;

    /**
     * How long one attempt may run, in milliseconds. An attempt over the limit is interrupted; one that ignores the
     * interruption costs its replica. Default 0: no limit.
     */
    long timeoutMillis() default 0;

    /** How long the task may wait for a replica, in milliseconds, over all attempts. Default 0: no limit. */
    long queueTimeoutMillis() default 0;
}
