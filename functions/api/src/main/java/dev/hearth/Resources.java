package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Amounts of compute resources, as Kubernetes quantities. A quantity is a number above 0, with a decimal point if need be, and a
 * suffix: {@code m} for thousandths, {@code k M G T P E} for powers of 1000, {@code Ki Mi Gi Ti Pi Ei} for powers of 1024, or an exponent such
 * as {@code e3}. The empty string says nothing.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Resources {
    /** Processors, such as {@code 2}, {@code 0.5} or {@code 500m}; no finer than a thousandth. */
    String cpu() default "";

    /** Bytes, such as {@code 300Mi}, {@code 2Gi} or {@code 500M}; whole ones. */
    String memory() default "";
}
