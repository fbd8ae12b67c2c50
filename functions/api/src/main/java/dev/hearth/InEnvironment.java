package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Puts the {@link Task} methods of this class into the environment that another class declares. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface InEnvironment {
    /** The class that carries the {@link ActorEnvironment}. */
    Class<?> value();
}
