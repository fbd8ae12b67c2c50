package dev.hearth.functions.catalog;

import dev.hearth.functions.catalog.CatalogData.MethodData;
import dev.hearth.functions.catalog.CatalogData.ParameterData;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the names that the build wrote down into methods and types. */
final class Methods {
    private static final Map<String, Class<?>> PRIMITIVES = Stream.of(
                    boolean.class,
                    byte.class,
                    short.class,
                    char.class,
                    int.class,
                    long.class,
                    float.class,
                    double.class)
            .collect(Collectors.toMap(Class::getName, Function.identity()));

    private Methods() {}

    static Class<?> load(String name) {
        Class<?> primitive = PRIMITIVES.get(name);
        if (primitive != null) {
            return primitive;
        }
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Class '" + name + "': it was there at the build, but is not now.", e);
        }
    }

    static Method resolve(MethodData data) {
        Class<?>[] types = data.parameters().stream()
                .map(ParameterData::rawType)
                .map(Methods::load)
                .toArray(Class<?>[]::new);
        try {
            Method method = load(data.declaringClass()).getDeclaredMethod(data.name(), types);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    "Method '" + data.declaringClass() + "#" + data.name()
                            + "': it was there at the build, but is not now.",
                    e);
        }
    }

    static List<ParameterSpec> parameters(MethodData data, Method method) {
        Type[] types = method.getGenericParameterTypes();
        List<ParameterSpec> result = new ArrayList<>();
        for (ParameterData parameter : data.parameters()) {
            result.add(new ParameterSpec(parameter.name(), types[result.size()], parameter.defaultJson()));
        }
        return List.copyOf(result);
    }

    static boolean async(Method method) {
        // By name: Mutiny may be absent from an application, but a class of it is then not in any signature either.
        return CompletionStage.class.isAssignableFrom(method.getReturnType())
                || method.getReturnType().getName().equals("io.smallrye.mutiny.Uni");
    }

    /** The result's type; that of the value to come for an asynchronous one. */
    static Type resultType(Method method) {
        Type type = method.getGenericReturnType();
        return async(method) && type instanceof ParameterizedType wrapper ? wrapper.getActualTypeArguments()[0] : type;
    }
}
