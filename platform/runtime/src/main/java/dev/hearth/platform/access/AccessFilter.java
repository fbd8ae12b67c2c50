package dev.hearth.platform.access;

import static dev.hearth.platform.http.HealthRoutes.STRANGER;

import dev.hearth.platform.http.Problem;
import dev.hearth.platform.http.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Lets a request pass to its route, or answers it with a problem. Called on event loops. */
final class AccessFilter implements Handler<RoutingContext> {
    private static final Logger LOG = Logger.getLogger(AccessFilter.class);
    private static final String SCHEME = "Bearer ";
    private static final String HOW = "Send one as 'Authorization: Bearer <token>'; the command line takes it from"
            + " HEARTH_TOKEN. 'tokens create' makes one.";

    /** Longer than any API token, and than tokens of issuers should be: what is longer is not even read. */
    private static final int MAX_TOKEN = 16 * 1024;

    private final Optional<Tokens> tokens;
    private final Optional<Oidc> oidc;
    private final LocalCallers local;
    private final List<String> openPaths;

    /** Without tokens and issuer, callers of this machine are let in. */
    AccessFilter(Optional<Tokens> tokens, Optional<Oidc> oidc, LocalCallers local, List<String> openPaths) {
        this.tokens = tokens;
        this.oidc = oidc;
        this.local = local;
        this.openPaths = openPaths;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String path = path(ctx);
        if (openPaths.stream().anyMatch(open -> fits(open, path))) {
            ctx.next();
        } else if (tokens.isEmpty() && oidc.isEmpty()) {
            Optional<String> refusal = local.refusal(ctx.request());
            if (refusal.isPresent()) {
                refuse(ctx, ProblemType.FORBIDDEN, refusal.get());
            } else {
                ctx.next();
            }
        } else {
            authenticate(ctx, path);
        }
    }

    private void authenticate(RoutingContext ctx, String path) {
        HttpServerRequest request = ctx.request();
        Optional<Role> needed = RouteRoles.needed(request.method().name(), path);
        String header = request.getHeader("Authorization");
        if (header == null && needed.isEmpty()) {
            anonymous(ctx, path);
        } else if (header == null) {
            unauthenticated(ctx, "it has no token", "");
        } else if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() > MAX_TOKEN) {
            unauthenticated(ctx, "its Authorization header has no bearer token", "");
        } else {
            String token = header.substring(SCHEME.length()).strip();
            if (token.startsWith(ApiToken.PREFIX) || oidc.isEmpty()) {
                Optional<Role> role = tokens.flatMap(known -> known.role(token));
                if (role.isPresent()) {
                    authorized(ctx, role, needed);
                } else {
                    unauthenticated(ctx, "its token is not known, or was revoked", "invalid_token");
                }
            } else {
                ask(oidc.get(), ctx, token, needed);
            }
        }
    }

    /** The issuer's keys may have to be fetched, which must not keep an event loop. */
    private static void ask(Oidc issuer, RoutingContext ctx, String token, Optional<Role> needed) {
        ctx.request().pause();
        var unused = ctx.vertx()
                .executeBlocking(() -> issuer.role(token), false)
                .onComplete(answer -> {
                    ctx.request().resume();
                    if (answer.succeeded()) {
                        authorized(ctx, answer.result(), needed);
                    } else if (answer.cause() instanceof Oidc.Unavailable unavailable) {
                        LOG.warnf("Tokens cannot be verified: %s", unavailable.getMessage());
                        refuse(ctx, ProblemType.UNAVAILABLE, unavailable.getMessage() + ". Try again later.");
                    } else {
                        unauthenticated(ctx, String.valueOf(answer.cause().getMessage()), "invalid_token");
                    }
                });
    }

    private static void authorized(RoutingContext ctx, Optional<Role> role, Optional<Role> needed) {
        if (needed.isEmpty() || (role.isPresent() && role.get().includes(needed.get()))) {
            ctx.next();
        } else {
            refuse(
                    ctx,
                    ProblemType.FORBIDDEN,
                    "it needs the role '" + needed.get().word() + "', but its token has "
                            + role.map(has -> "the role '" + has.word() + "'").orElse("none") + ".");
        }
    }

    /** A probe hears that the platform is up, and no more. */
    private static void anonymous(RoutingContext ctx, String path) {
        if (path.equals("/api/health")) {
            ctx.response().putHeader("Content-Type", "application/json").end("{\"status\":\"up\"}");
        } else {
            ctx.put(STRANGER, true);
            ctx.next();
        }
    }

    private static void unauthenticated(RoutingContext ctx, String why, String error) {
        ctx.response()
                .putHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"hearth\"" + (error.isEmpty() ? "" : ", error=\"" + error + "\""));
        refuse(ctx, ProblemType.UNAUTHENTICATED, why + ". " + HOW);
    }

    private static void refuse(RoutingContext ctx, ProblemType type, String why) {
        LOG.debugf("Refused %s %s: %s", ctx.request().method(), ctx.normalizedPath(), why);
        Problem.of(type, "Cannot answer " + ctx.request().method() + " " + ctx.normalizedPath() + ": " + why)
                .send(ctx.response());
    }

    /** As the platform's routes have it, without the application's root path. */
    private static String path(RoutingContext ctx) {
        String path = ctx.normalizedPath();
        String mount = ctx.mountPoint();
        if (mount == null || mount.equals("/") || !path.startsWith(mount)) {
            return path;
        }
        String rest = path.substring(mount.endsWith("/") ? mount.length() - 1 : mount.length());
        return rest.isEmpty() ? "/" : rest;
    }

    private static boolean fits(String open, String path) {
        return open.endsWith("*") ? path.startsWith(open.substring(0, open.length() - 1)) : path.equals(open);
    }
}
