package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a {@link Workflow} again and again: by {@link #cron} or by {@link #everySeconds}, one of them. A time that passed while no platform ran
 * is made up for once, when one starts. Several of these on a method are independent of each other.
 *
 * <p>Schedules are kept in the platform's journal; a platform without one starts nothing by itself.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Schedule.Several.class)
public @interface Schedule {
    /** Minute, hour, day of the month, month, day of the week, as crontab has them: {@code 30 4 * * MON-FRI}. Default: none. */
    String cron() default "";

    /** The time zone of {@link #cron}, as {@link java.time.ZoneId#of} takes it. Default: UTC. */
    String zone() default "UTC";

    /** Seconds from one start to the next, at least 1; the first start comes so long after the platform's first. Default: none. */
    long everySeconds() default 0;

    /** What happens if the run before goes on. Default: this time is left out. */
    Overlap overlap() default Overlap.SKIP;

    /** The workflow's parameters, a JSON object. Default: none. */
    String input() default "{}";

    /** Holds several. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {
        /** The schedules. */
        Schedule[] value();
    }
}
