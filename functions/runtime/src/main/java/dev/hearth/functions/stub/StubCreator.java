package dev.hearth.functions.stub;

import io.quarkus.arc.BeanCreator;
import io.quarkus.arc.SyntheticCreationalContext;

/** Makes the one stub of an environment's class without running a constructor or initialiser of the author's. */
public class StubCreator implements BeanCreator<Object> {
    /** The parameter with the stub's class name. */
    public static final String STUB = "stub";

    @Override
    public Object create(SyntheticCreationalContext<Object> context) {
        String name = (String) context.getParams().get(STUB);
        try {
            return Allocation.allocate(
                    Class.forName(name, true, Thread.currentThread().getContextClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Stub class '" + name + "': it was generated at the build, but is not there.", e);
        }
    }
}
