package dev.hearth.functions.stub;

import dev.hearth.functions.link.CallOptions;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import org.jspecify.annotations.Nullable;

/** What generated stubs call. Not for applications. */
public final class Stubs {
    /** What the build appends to the name of an abstract class to name the subclass that it makes for recordings. */
    public static final String PLACEHOLDER_SUFFIX = "_HearthPlaceholder";

    // A map calls a stub twice for each element, and looking a bean up costs more than the call. Kept with its
    // container, because a JVM may have one application after another.
    private static volatile @Nullable Found found;

    private record Found(ArcContainer container, StubCalls calls) {}

    private Stubs() {}

    /**
     * A call of a task: noted if it is recorded, run in place in a replica of its environment, else dispatched.
     *
     * @param task the full name
     * @param arguments of the method, in order
     * @return the method's result
     */
    public static @Nullable Object call(String task, @Nullable Object[] arguments) {
        return calls().call(task, arguments, CallOptions.NONE);
    }

    /** {@link #call(String, Object[])} with options, which a call in place has no use for. */
    public static @Nullable Object call(String task, @Nullable Object[] arguments, CallOptions options) {
        return calls().call(task, arguments, options);
    }

    @SuppressWarnings("ReferenceEquality")
    private static StubCalls calls() {
        ArcContainer container = Arc.container();
        Found known = found;
        if (known == null || known.container() != container) {
            known = new Found(container, container.instance(StubCalls.class).get());
            found = known;
        }
        return known.calls();
    }

    /** What a method that is not a task throws. */
    public static IllegalStateException notATask(String method, String environment) {
        return new IllegalStateException("Method '" + method
                + "': it is not a task, so it runs only inside a replica of environment '" + environment
                + "', called by a task; this is the environment's stub. Annotate it with @Task to call it from here.");
    }
}
