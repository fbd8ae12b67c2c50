package dev.hearth.platform.http;

import dev.hearth.platform.run.RunPage;
import dev.hearth.platform.run.RunQuery;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The query of a list of runs, and the way to its next page. */
final class RunListing {
    private static final Set<String> STATES = Set.of("running", "succeeded", "failed", "cancelled");
    private static final Set<String> KINDS = Set.of("workflow", "map", "call");
    private static final Set<String> KNOWN = Set.of("state", "kind", "name", "since", "limit", "after");

    private RunListing() {}

    static RunQuery query(MultiMap query) {
        for (String name : query.names()) {
            if (!KNOWN.contains(name)) {
                throw InputException.malformed("Cannot read the query parameter '" + name
                        + "': there is none of that name. Known: " + sorted(KNOWN) + ".");
            }
        }
        return new RunQuery(
                oneOf(query, "state", STATES),
                oneOf(query, "kind", KINDS),
                Optional.ofNullable(query.get("name")),
                Optional.ofNullable(query.get("since")).map(RunListing::instant),
                Optional.ofNullable(query.get("after")),
                Optional.ofNullable(query.get("limit")).map(RunListing::limit).orElse(RunQuery.NEWEST.limit()));
    }

    private static Optional<String> oneOf(MultiMap query, String name, Set<String> known) {
        String value = query.get(name);
        if (value != null && !known.contains(value)) {
            throw bad(name, value, "one of " + sorted(known));
        }
        return Optional.ofNullable(value);
    }

    private static Instant instant(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw bad("since", value, "a time such as 2026-01-31T09:30:00Z");
        }
    }

    private static int limit(String value) {
        if (value.matches("\\d{1,9}")) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= RunQuery.MAX_LIMIT) {
                return limit;
            }
        }
        throw bad("limit", value, "a whole number from 1 to " + RunQuery.MAX_LIMIT);
    }

    private static InputException bad(String name, String value, String wanted) {
        return InputException.malformed(
                "Cannot read the query parameter '" + name + "': '" + value + "' is not " + wanted + ".");
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /** The header {@code Link} that leads to the next page, if there is one. */
    static Optional<String> link(String path, MultiMap query, RunPage page) {
        return page.next().map(after -> {
            List<Map.Entry<String, String>> parameters = query.entries().stream()
                    .filter(e -> !e.getKey().equals("after"))
                    .collect(Collectors.toList());
            parameters.add(Map.entry("after", after));
            return "<" + path + "?"
                    + parameters.stream()
                            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                            .collect(Collectors.joining("&"))
                    + ">; rel=\"next\"";
        });
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
