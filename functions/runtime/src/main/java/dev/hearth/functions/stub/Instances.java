package dev.hearth.functions.stub;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** A new object of a class that nobody knows anything about. Nobody is meant to call its methods. */
final class Instances {
    private Instances() {}

    static Object of(Class<?> type) {
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isEnum()) {
            return constant(type);
        }
        if (type.isSealed()) {
            return sealed(type);
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                throw new IllegalStateException("The result of a recorded task call is not there yet.");
            });
        }
        return Allocation.allocate(Modifier.isAbstract(type.getModifiers()) ? generated(type) : type);
    }

    private static Object constant(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        if (constants == null || constants.length == 0) {
            throw new IllegalStateException(
                    "Enum '" + type.getName() + "': it has no constants, so no task can return one.");
        }
        return constants[0];
    }

    private static Object sealed(Class<?> type) {
        boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
        return concrete ? Allocation.allocate(type) : of(type.getPermittedSubclasses()[0]);
    }

    private static Class<?> generated(Class<?> type) {
        String name = type.getName() + Stubs.PLACEHOLDER_SUFFIX;
        try {
            return Class.forName(name, false, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Class '" + type.getName()
                            + "': it is abstract, and the build made no placeholder for it. Let the task return a concrete class.",
                    e);
        }
    }
}
