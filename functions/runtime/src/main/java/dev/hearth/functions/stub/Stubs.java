package dev.hearth.functions.stub;

import dev.hearth.functions.link.CallOptions;
import io.quarkus.arc.Arc;
import org.jspecify.annotations.Nullable;

/** What generated stubs call. Not for applications. */
public final class Stubs {
    /** What the build appends to the name of an abstract class to name the subclass that it makes for recordings. */
    public static final String PLACEHOLDER_SUFFIX = "_HearthPlaceholder";

    private Stubs() {}

    /**
     * A call of a task: noted if it is recorded, run in place in a replica of its environment, else dispatched.
     *
     * @param task the full name
     * @param arguments of the method, in order
     * @return the method's result
     */
    public static @Nullable Object call(String task, @Nullable Object[] arguments) {
        return Arc.container().instance(StubCalls.class).get().call(task, arguments, CallOptions.NONE);
    }

    /** {@link #call(String, Object[])} with options, which a call in place has no use for. */
    public static @Nullable Object call(String task, @Nullable Object[] arguments, CallOptions options) {
        return Arc.container().instance(StubCalls.class).get().call(task, arguments, options);
    }

    /** What a method that is not a task throws. */
    public static IllegalStateException notATask(String method, String environment) {
        return new IllegalStateException("Method '" + method
                + "': it is not a task, so it runs only inside a replica of environment '" + environment
                + "', called by a task; this is the environment's stub. Annotate it with @Task to call it from here.");
    }
}
