package dev.hearth;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What runs before each replica of an environment, or beside it: to fetch data, or to serve a model. Each replica has its own. Locally it is
 * a process of the platform's machine, without a container around it.
 *
 * <p>It sees the environment's variables, but no secrets. What it writes to its output comes into the platform's log under its name. It ends
 * with its replica, with all that it has started, also when the platform is killed.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface InitContainer {
    /** Its name, an RFC 1123 label: at most 63 lower-case letters, digits and hyphens, neither first nor last a hyphen. */
    String name();

    /** The image of its container. Default: the environment's. Local processes have no image. */
    String image() default "";

    /**
     * The program and its arguments, word by word; no shell reads them. {@code $(NAME)} stands for the value of a variable, as in Kubernetes,
     * {@code $$(NAME)} for itself. Besides the environment's own variables there are {@code HEARTH_JAVA}, the path of the {@code java} that runs
     * the application, and {@code HEARTH_CLASS_PATH}, the application's own classes and its libraries: a class of the application with a
     * main method can be run with {@code {"$(HEARTH_JAVA)", "-cp", "$(HEARTH_CLASS_PATH)", "com.example.Server"}}.
     */
    String[] command();

    /**
     * Default {@code false}: the command runs to its end before the replica starts, and the start fails unless it ends with exit code
     * 0. {@code true}: the command stays beside the replica for the replica's whole life; a replica whose sidecar ends is replaced.
     */
    boolean sidecar() default false;

    /**
     * For a sidecar: the variable that tells it, and the replica, on which TCP port it serves, a free one for each replica. The
     * replica starts when the port accepts connections on the loopback address. Default: it serves none, and the replica starts at once.
     */
    String portVariable() default "";

    /** How long the command may run or, for a sidecar, take to serve its port, in seconds, at least 1. Over it the start fails. Default: 60. */
    int timeoutSeconds() default 60;
}
