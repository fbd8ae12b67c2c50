package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.architecture.SourceTree;
import dev.hearth.platform.access.Role;
import dev.hearth.platform.access.RouteRoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page on security has every route that needs more than to be read, or nothing at all, with its role. */
class SecurityPageTest {
    private static final Path PAGE = SourceTree.ofThisProject().root().resolve("docs/guide/security.md");

    @Test
    void everyRuleStandsInTheRowOfItsRole() throws IOException {
        assertEquals(List.of(), missing(Files.readAllLines(PAGE)));
    }

    @Test
    void aRouteInAnotherRowIsFound() {
        assertTrue(missing(List.of("| `read` | see | `POST /api/events` |")).contains("invoke: POST /api/events"));
    }

    private static List<String> missing(List<String> page) {
        return RouteRoles.RULES.stream()
                // Whatever is read has one row in words, and links are for replicas alone.
                .filter(rule -> !rule.path().endsWith("*") && !rule.path().startsWith("/hearth/"))
                .filter(rule -> page.stream()
                        .noneMatch(row ->
                                row.startsWith("| " + cell(rule) + " |") && row.contains("`" + route(rule) + "`")))
                .map(rule -> rule.role().map(Role::word).orElse("none") + ": " + route(rule))
                .toList();
    }

    private static String cell(RouteRoles.Rule rule) {
        return rule.role().map(role -> "`" + role.word() + "`").orElse("none");
    }

    private static String route(RouteRoles.Rule rule) {
        return rule.method() + " " + rule.path().replaceAll(":([a-z]+)", "{$1}");
    }
}
