package dev.hearth.platform.access;

import java.util.List;
import java.util.Optional;

/**
 * Which role each route needs. What is not named here can be seen by whoever may read, and done by operators alone: a route that
 * somebody forgot to name is closed, not open.
 */
public final class RouteRoles {
    /**
     * A route's need.
     *
     * @param path a segment that begins with a colon stands for any one; a star at the end for any rest
     * @param role empty: anybody may, for it tells nothing
     */
    public record Rule(String method, String path, Optional<Role> role) {
        private static Rule of(String method, String path, Role role) {
            return new Rule(method, path, Optional.of(role));
        }

        boolean fits(String asked, String askedPath) {
            if (!method.equals(asked)) {
                return false;
            }
            if (path.endsWith("*")) {
                return askedPath.startsWith(path.substring(0, path.length() - 1));
            }
            String[] mine = path.split("/", -1);
            String[] theirs = askedPath.split("/", -1);
            if (mine.length != theirs.length) {
                return false;
            }
            for (int i = 0; i < mine.length; i++) {
                if (!mine[i].startsWith(":") && !mine[i].equals(theirs[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The first that fits counts. */
    public static final List<Rule> RULES = List.of(
            // For probes, which have no token.
            new Rule("GET", "/api/health", Optional.empty()),
            new Rule("GET", "/api/health/live", Optional.empty()),
            new Rule("GET", "/api/health/ready", Optional.empty()),
            new Rule("GET", "/api/health/live", Optional.empty()),
            new Rule("GET", "/api/health/ready", Optional.empty()),
            new Rule("GET", "/q/health", Optional.empty()),
            new Rule("GET", "/q/health/*", Optional.empty()),
            // Replicas have keys of their own.
            new Rule("GET", "/hearth/link", Optional.empty()),
            new Rule("GET", "/hearth/peer", Optional.empty()),
            Rule.of("GET", "/*", Role.READ),
            Rule.of("HEAD", "/*", Role.READ),
            Rule.of("OPTIONS", "/*", Role.READ),
            Rule.of("POST", "/api/workflows/:name", Role.INVOKE),
            Rule.of("POST", "/api/tasks/:task", Role.INVOKE),
            Rule.of("POST", "/api/tasks/:task/map", Role.INVOKE),
            Rule.of("POST", "/api/events", Role.INVOKE),
            Rule.of("POST", "/api/events/:workflow", Role.INVOKE),
            Rule.of("DELETE", "/api/runs/:id", Role.OPERATE),
            Rule.of("POST", "/api/runs/:id/rerun-failed", Role.OPERATE),
            Rule.of("PATCH", "/api/environments/:name", Role.OPERATE),
            Rule.of("POST", "/api/environments/:name/prewarm", Role.OPERATE));

    private RouteRoles() {}

    /** The role that a request needs; empty if it needs none. */
    static Optional<Role> needed(String method, String path) {
        return named(method, path).map(Rule::role).orElse(Optional.of(Role.OPERATE));
    }

    /** The rule that names a route. */
    static Optional<Rule> named(String method, String path) {
        return RULES.stream().filter(rule -> rule.fits(method, path)).findFirst();
    }
}
