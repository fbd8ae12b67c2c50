package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean's method a workflow: plain Java that calls tasks, maps and other workflows. It runs on the platform, on a virtual
 * thread where the JVM has them. Parameters and result travel as JSON, as a task's do. Called from another workflow, it
 * is a part of that run.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Workflow {
    /** The workflow's name, unique in the application. Default: the method's name in kebab case. */
    String name() default "";

    /**
     * The name of a workflow that is started when a run of this one fails, though not when it is cancelled. It takes a {@link FailedRun} as its only parameter, and has a run of
     * its own. Default: none.
     */
    String onFailure() default "";
}
