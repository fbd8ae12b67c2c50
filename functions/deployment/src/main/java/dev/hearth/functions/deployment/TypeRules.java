package dev.hearth.functions.deployment;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/**
 * Which types of parameters and results can travel as JSON and back. What is refused never works; what is not may still fail for
 * a reason of its own, then with the value.
 *
 * <ul>
 *   <li>Of the JDK: what {@link JdkTypes} lists, with its type arguments given.
 *   <li>Of the application and its libraries: enums, records and classes. An interface or abstract class only if a Jackson
 *       annotation says which class to make of it.
 *   <li>{@code Object} as a type argument alone ({@code Map<String, Object>}): JSON's own values.
 *   <li>Never type variables, lower bounds and unbounded wildcards.
 * </ul>
 */
final class TypeRules {
    private static final List<String> MAKERS = List.of(
            "com.fasterxml.jackson.annotation.JsonTypeInfo",
            "com.fasterxml.jackson.annotation.JsonSubTypes",
            "com.fasterxml.jackson.databind.annotation.JsonDeserialize");
    private static final Set<String> ABSTRACT_BUT_MAPPED = Set.of("com.fasterxml.jackson.databind.JsonNode");

    private final IndexView index;

    TypeRules(IndexView index) {
        this.index = index;
    }

    Optional<Refusal> refusal(Type type) {
        if (type.name().equals(DotName.OBJECT_NAME) && type.kind() == Type.Kind.CLASS) {
            return refuse(type, "Use a record, or JsonNode for any JSON");
        }
        return nested(type);
    }

    private Optional<Refusal> nested(Type type) {
        return switch (type.kind()) {
            case PRIMITIVE, VOID -> Optional.empty();
            case ARRAY -> nested(type.asArrayType().constituent());
            case CLASS -> bare(type);
            case PARAMETERIZED_TYPE -> parameterized(type);
            case WILDCARD_TYPE -> wildcard(type);
            case TYPE_VARIABLE, UNRESOLVED_TYPE_VARIABLE, TYPE_VARIABLE_REFERENCE ->
                refuse(type, "Use a type that is known when the application is built");
        };
    }

    private Optional<Refusal> wildcard(Type type) {
        Type bound = type.asWildcardType().extendsBound();
        boolean unknown =
                type.asWildcardType().superBound() != null || bound.name().equals(DotName.OBJECT_NAME);
        return unknown ? refuse(type, "Use a type that is known when the application is built") : nested(bound);
    }

    private Optional<Refusal> parameterized(Type type) {
        Optional<Refusal> raw = named(type);
        if (raw.isPresent()) {
            return raw;
        }
        return type.asParameterizedType().arguments().stream()
                .flatMap(argument -> nested(argument).stream())
                .findFirst();
    }

    private Optional<Refusal> bare(Type type) {
        if (type.name().equals(DotName.OBJECT_NAME)) {
            return Optional.empty();
        }
        ClassInfo info = index.getClassByName(type.name());
        if (JdkTypes.GENERIC.contains(type.name().toString())
                || (info != null && !info.typeParameters().isEmpty())) {
            return refuse(type, "Give its type arguments");
        }
        return named(type);
    }

    private Optional<Refusal> named(Type type) {
        String name = type.name().toString();
        if (JdkTypes.isOfTheJdk(name)) {
            return JdkTypes.isMapped(name)
                    ? Optional.empty()
                    : refuse(type, "Use a value: a record, a collection, a string, a number, a date or byte[]");
        }
        if (name.startsWith("io.smallrye.mutiny.")) {
            return refuse(type, "Use the value itself, or a List; only a whole result may be a Uni");
        }
        ClassInfo info = index.getClassByName(type.name());
        if (info == null || ABSTRACT_BUT_MAPPED.contains(name)) {
            return Optional.empty();
        }
        if (info.nestingType() != ClassInfo.NestingType.TOP_LEVEL
                && !Modifier.isStatic(info.flags())
                && !info.isInterface()
                && !info.isEnum()
                && !info.isRecord()) {
            return refuse(type, "Make the class static");
        }
        boolean open = (info.isInterface() || info.isAbstract()) && !info.isEnum();
        return open && !saysWhatToMake(info)
                ? refuse(type, "Use a record or class, or annotate the type with @JsonTypeInfo and @JsonSubTypes")
                : Optional.empty();
    }

    private static boolean saysWhatToMake(ClassInfo info) {
        return MAKERS.stream().map(DotName::createSimple).anyMatch(info::hasDeclaredAnnotation);
    }

    private static Optional<Refusal> refuse(Type type, String remedy) {
        return Optional.of(new Refusal("has the type '" + type + "', which JSON can't carry there and back", remedy));
    }
}
