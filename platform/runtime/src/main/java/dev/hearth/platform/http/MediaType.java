package dev.hearth.platform.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a body is said to be. */
final class MediaType {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String PROBLEM = "application/problem+json";

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]*)");
    private static final List<String> LINES = List.of(NDJSON, "application/ndjson", "application/jsonl");

    private MediaType() {}

    /** Refuses what is said to be neither JSON nor nothing. Of a request without a body it does not matter what is said. */
    static void checkJson(HttpServerRequest request) {
        String type = of(request);
        if (type != null && !isJson(type) && hasBody(request)) {
            throw unsupported(type, JSON);
        }
        checkCharset(request);
    }

    /** Whether a map's elements come as one array; otherwise they come as lines. */
    static boolean isArray(HttpServerRequest request) {
        String type = of(request);
        if (type == null || LINES.contains(type) || !hasBody(request)) {
            return false;
        }
        if (!isJson(type)) {
            throw unsupported(type, NDJSON + " with an element a line, or " + JSON + " with an array");
        }
        checkCharset(request);
        return true;
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null
                ? request.getHeader("Transfer-Encoding") != null
                : !length.trim().equals("0");
    }

    private static boolean isJson(String type) {
        return type.equals(JSON) || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static @Nullable String of(HttpServerRequest request) {
        String header = request.getHeader("Content-Type");
        return header == null || header.isBlank()
                ? null
                : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static void checkCharset(HttpServerRequest request) {
        Matcher charset = CHARSET.matcher(String.valueOf(request.getHeader("Content-Type")));
        if (charset.find() && !charset.group(1).equalsIgnoreCase("utf-8") && hasBody(request)) {
            throw new InputException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Cannot read the body: its charset is '" + charset.group(1) + "', but JSON is UTF-8.");
        }
    }

    private static InputException unsupported(String type, String known) {
        return new InputException(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Cannot read the body: its Content-Type is '" + type + "'. Send " + known + ".");
    }
}
