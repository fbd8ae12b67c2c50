package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a failed attempt is followed by another. An exception of the task's own and a timeout of its run count; a
 * {@link TerminalException} is never retried; the death of a replica has a budget of its own
 * ({@code hearth.dispatch.replica-deaths}).
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Retry {
    /** Further attempts after the first, 0 to 1000. */
    int retries() default 0;

    /** The pause before the first retry, in milliseconds. */
    long delayMillis() default 200;

    /** What the pause is multiplied by for each further retry, at least 1. */
    double factor() default 2;

    /** The longest pause, in milliseconds. */
    long maxDelayMillis() default 30_000;
}
