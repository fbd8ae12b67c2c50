package dev.hearth.platform.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client prefers, by the header {@code Prefer} of RFC 7240. What is not known or makes no sense is passed over, as the RFC wants.
 *
 * @param async {@code respond-async}: it would rather hear of the run at once than wait for its end
 * @param waiting {@code wait=N}: it waits so long at most
 */
record Preferences(boolean async, Optional<Duration> waiting) {
    private static final Pattern PREFERENCE =
            Pattern.compile("\\s*(?<name>[\\w-]+)\\s*(=\\s*(\"(?<quoted>[^\"]*)\"|(?<plain>[^\\s;,\"]*)))?[^,]*");

    static Preferences of(List<String> headers) {
        boolean async = false;
        Optional<Duration> wait = Optional.empty();
        for (String header : headers) {
            Matcher each = PREFERENCE.matcher(header);
            while (each.find()) {
                String name = each.group("name").toLowerCase(Locale.ROOT);
                async |= name.equals("respond-async");
                if (name.equals("wait") && wait.isEmpty()) {
                    wait = seconds(each.group("quoted") == null ? each.group("plain") : each.group("quoted"));
                }
            }
        }
        return new Preferences(async, wait);
    }

    private static Optional<Duration> seconds(String value) {
        return value != null && value.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                : Optional.empty();
    }

    /** The run shall live on without the client: it asked so that it hears where to find it. */
    boolean detached() {
        return async || waiting.isPresent();
    }

    /** How long to wait for a run before the client hears where it is; empty: to its end. */
    Optional<Duration> patience() {
        return waiting.isEmpty() && async ? Optional.of(Duration.ZERO) : waiting;
    }

    /** What was heeded, for {@code Preference-Applied}. */
    String applied() {
        String waited = waiting.map(time -> "wait=" + time.toSeconds()).orElse("");
        return !async ? waited : waited.isEmpty() ? "respond-async" : "respond-async, " + waited;
    }
}
