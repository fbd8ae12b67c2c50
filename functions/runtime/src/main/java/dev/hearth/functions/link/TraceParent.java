package dev.hearth.functions.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code traceparent} of W3C Trace Context.
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero: the span that what comes next belongs to
 * @param flags 2 hexadecimal digits
 */
public record TraceParent(String traceId, String spanId, String flags) {
    /** Later versions may have more behind the flags, which those who know this one leave out. */
    private static final Pattern FORM = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.{0,200})?");

    /** Reads it; empty if it is none. */
    public static Optional<TraceParent> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new TraceParent(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /** As it is sent on. */
    public String text() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
