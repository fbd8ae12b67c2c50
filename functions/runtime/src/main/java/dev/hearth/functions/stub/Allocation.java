package dev.hearth.functions.stub;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

/** Objects made as deserialisation makes them: no constructor of their own class runs, all fields are zero. */
final class Allocation {
    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            try {
                // By reflection: the compiler warns of this class of module jdk.unsupported, and can't be told not to.
                Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
                Method make = factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
                Object instance = factory.getMethod("getReflectionFactory").invoke(null);
                return (Constructor<?>) make.invoke(instance, type, Object.class.getDeclaredConstructor());
            } catch (ReflectiveOperationException e) {
                throw failed(type, e);
            }
        }
    };

    private Allocation() {}

    static Object allocate(Class<?> type) {
        try {
            return CONSTRUCTORS.get(type).newInstance();
        } catch (ReflectiveOperationException e) {
            throw failed(type, e);
        }
    }

    private static IllegalStateException failed(Class<?> type, Exception cause) {
        return new IllegalStateException("Class '" + type.getName() + "': no object of it can be made.", cause);
    }
}
