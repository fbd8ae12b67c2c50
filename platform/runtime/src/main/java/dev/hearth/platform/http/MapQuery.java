package dev.hearth.platform.http;

import dev.hearth.MapTask;
import dev.hearth.platform.run.MapOptions;
import io.vertx.core.MultiMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** The query of a map request. */
record MapQuery(MapOptions options, boolean provenance) {
    private static final Set<String> KNOWN =
            Set.of("concurrency", "minSuccessRatio", "unordered", "window", "provenance");

    static MapQuery of(MultiMap query) {
        checkNames(query, KNOWN);
        String ratio = query.get("minSuccessRatio");
        return new MapQuery(
                new MapOptions(
                        number(query, "concurrency", 0),
                        ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio(ratio)),
                        flag(query, "unordered"),
                        number(query, "window", MapTask.DEFAULT_WINDOW)),
                flag(query, "provenance"));
    }

    /** The only parameter of a query for outcomes that are there already. */
    static boolean provenanceAlone(MultiMap query) {
        checkNames(query, Set.of("provenance"));
        return flag(query, "provenance");
    }

    static void checkNames(MultiMap query, Set<String> known) {
        for (String name : query.names()) {
            if (!known.contains(name)) {
                throw InputException.malformed("Cannot read the query parameter '" + name
                        + "': there is none of that name. Known: " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    private static int number(MultiMap query, String name, int absent) {
        String value = query.get(name);
        if (value == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message.
        }
        throw bad(name, value, "a whole number from 1 on");
    }

    private static double ratio(String value) {
        try {
            double ratio = Double.parseDouble(value);
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message.
        }
        throw bad("minSuccessRatio", value, "a number from 0 to 1");
    }

    private static boolean flag(MultiMap query, String name) {
        String value = query.get(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true") || value.isEmpty()) {
            return true;
        }
        throw bad(name, value, "true or false");
    }

    private static InputException bad(String name, String value, String wanted) {
        return InputException.malformed(
                "Cannot read the query parameter '" + name + "': '" + value + "' is not " + wanted + ".");
    }
}
