package dev.hearth.platform.http;

import dev.hearth.platform.run.RunRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * What the headers of a request say of the run that it asks for.
 *
 * @param prefer how the client wants to be answered
 * @param run for the run's record
 */
record CallHeaders(Preferences prefer, RunRequest run) {
    static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    static CallHeaders of(HttpServerRequest request) {
        RunRequest run = RunRequest.of("http");
        List<String> keys = request.headers().getAll(KEY);
        if (keys.size() > 1) {
            throw InputException.malformed("Cannot take the header '" + KEY + "': it is there twice. Send one key.");
        }
        if (!keys.isEmpty()) {
            run = run.withKey(key(keys.get(0)));
        }
        String trace = request.getHeader("traceparent");
        return new CallHeaders(
                Preferences.of(request.headers().getAll("Prefer")), trace == null ? run : run.inTrace(trace));
    }

    /** With quotes, as the IETF draft has it, or without, as many clients send it. */
    private static String key(String header) {
        String key = header.trim();
        if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1);
        }
        if (key.isEmpty() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw InputException.malformed("Cannot take the header '" + KEY + "': a key has 1 to " + MAX_KEY
                    + " visible ASCII characters, such as those of a UUID.");
        }
        return key;
    }

    /**
     * Whether the run outlives its client: one that can find the run again. Anyone else's run would go on for nobody.
     */
    boolean detached() {
        return prefer.detached() || run.idempotencyKey().isPresent();
    }
}
