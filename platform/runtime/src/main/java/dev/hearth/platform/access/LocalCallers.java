package dev.hearth.platform.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a platform without authentication. Only this machine reaches it, but so does any web page in a browser of this machine: by a
 * name of its own that resolves to loopback, or by simply posting there. The headers Host and Origin tell them apart, and no page can
 * forge these.
 */
final class LocalCallers {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final List<String> others;

    /** @param others further names, each as {@code host} or {@code host:port} */
    LocalCallers(List<String> others) {
        this.others = others.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Why the request may come from a web page of somebody else's; empty if it does not. */
    Optional<String> refusal(HttpServerRequest request) {
        String host = request.getHeader("Host");
        // In HTTP/2 it stands elsewhere.
        HostAndPort authority = host == null ? request.authority() : null;
        return refusal(authority == null ? host : authority.toString(), request.getHeader("Origin"));
    }

    Optional<String> refusal(@Nullable String host, @Nullable String origin) {
        if (host == null || !known(host)) {
            return Optional.of("the platform is called by the name '" + shown(host)
                    + "'. Without authentication it answers to the names of loopback, such as localhost and 127.0.0.1,"
                    + " and to those of hearth.auth.hosts.");
        }
        if (origin != null && !sameOrKnown(origin, host)) {
            return Optional.of("it comes from a web page of '" + shown(origin)
                    + "'. Without authentication only the platform's own pages may call it, and those of"
                    + " hearth.auth.hosts.");
        }
        return Optional.empty();
    }

    private boolean known(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String plain = PORT.matcher(name).replaceFirst("");
        return LOOPBACK.matcher(plain).matches() || others.contains(name) || others.contains(plain);
    }

    private boolean sameOrKnown(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            if (authority == null) {
                return false;
            }
            String page = authority.toLowerCase(Locale.ROOT);
            return page.equals(host.toLowerCase(Locale.ROOT))
                    || others.contains(page)
                    || others.contains(PORT.matcher(page).replaceFirst(""));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String shown(@Nullable String header) {
        String text = header == null ? "" : header;
        return text.substring(0, Math.min(80, text.length())).replaceAll("[^ -~]", "?");
    }
}
