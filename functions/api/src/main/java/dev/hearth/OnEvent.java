package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a {@link Workflow} for each CloudEvent of a type. A workflow with one parameter takes the event's data as that
 * parameter's value, one with several takes an object with their names, one with none ignores it; data are JSON. An event that comes
 * twice, by its source and id, starts the workflow once. Several of these on a method are alternatives.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(OnEvent.Alternatives.class)
public @interface OnEvent {
    /** The events' type, all of it. */
    String type();

    /** Attributes that the event must have besides, with exactly these values. Default: none. */
    Filter[] attributes() default {};

    /** The type of the event that carries the result. Default: the result is not sent. */
    String replyType() default "";

    /** The source of that event. Default: {@code /hearth/<application>/<workflow>}. */
    String replySource() default "";

    /** One attribute of an event, its own or an extension's. */
    @Documented
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Filter {
        /** Lower-case letters and digits, as CloudEvents names attributes. */
        String name();

        /** The value as text. */
        String value();
    }

    /** Holds alternatives. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Alternatives {
        /** The alternatives. */
        OnEvent[] value();
    }
}
