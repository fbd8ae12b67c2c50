package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps what a method returns in the replica's memory: later calls with equal arguments, by any task on that replica,
 * get the same object.
 *
 * <p>The key is the declaring class, the method, its parameter types and the arguments by {@code equals} and
 * {@code hashCode} (arrays by content, {@code null} allowed). Concurrent callers of one key wait for one load. A result of
 * {@code null} is kept; an exception is not, so the next call loads again. Entries survive the reset between tasks and
 * die with the replica.
 *
 * <p>The method is one of a bean's: not private, static or final, and not {@code void}. A cached object is shared by all later
 * tasks of the replica: it should be immutable or safe to use by one task after another.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ActorCache {}
