package dev.hearth.functions.deployment;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JDK's types that Jackson, as Quarkus sets it up, maps to JSON and back. */
final class JdkTypes {
    /** These need type arguments. */
    static final Set<String> GENERIC = Stream.of(
                    "Collection",
                    "SequencedCollection",
                    "List",
                    "ArrayList",
                    "LinkedList",
                    "Set",
                    "HashSet",
                    "LinkedHashSet",
                    "SortedSet",
                    "NavigableSet",
                    "TreeSet",
                    "EnumSet",
                    "Queue",
                    "Deque",
                    "ArrayDeque",
                    "Map",
                    "HashMap",
                    "LinkedHashMap",
                    "SortedMap",
                    "NavigableMap",
                    "TreeMap",
                    "EnumMap",
                    "Optional")
            .map("java.util."::concat)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> PLAIN = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Character",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.String",
            "java.lang.Void",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.util.UUID",
            "java.util.Locale",
            "java.util.Currency",
            "java.util.Date",
            "java.net.URI",
            "java.net.URL");

    private JdkTypes() {}

    static boolean isOfTheJdk(String name) {
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.");
    }

    static boolean isMapped(String name) {
        // java.time has values and, of no use here, clocks and the machinery in its packages below.
        boolean time = name.startsWith("java.time.") && name.indexOf('.', "java.time.".length()) < 0;
        return GENERIC.contains(name) || PLAIN.contains(name) || (time && !name.endsWith("Clock"));
    }
}
