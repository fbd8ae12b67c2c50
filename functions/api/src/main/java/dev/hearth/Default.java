package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a task's or workflow's parameter when its input leaves it out or gives {@code null}. Plain calls in Java always
 * give every argument, so this is for inputs that come as JSON.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
    /** The value as JSON; for a parameter of type {@code String}, the string itself, without quotes. */
    String value();
}
