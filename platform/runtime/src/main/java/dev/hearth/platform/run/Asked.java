package dev.hearth.platform.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.platform.journal.JournalledRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What somebody asked for. Two requests with one idempotency key must have asked for the same.
 *
 * @param kind {@code workflow}, {@code map} or {@code call}
 * @param name of the workflow or task
 * @param digest of what the run begins with; empty where there is no key, for nobody compares it
 */
record Asked(String kind, String name, String digest) {
    /** Writes the same JSON the same way. */
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    /** Without a key, or with one that says all. */
    static Asked of(String kind, String name) {
        return new Asked(kind, name, "");
    }

    /**
     * What a request asks for.
     *
     * @param input JSON, whose white space and order of properties do not matter
     * @param options of a durable map; its elements are no part of this
     */
    static Asked of(String kind, String name, RunRequest request, byte[] input, Optional<String> options) {
        return request.idempotencyKey().isEmpty()
                ? of(kind, name)
                : new Asked(kind, name, digest(input, options.orElse("")));
    }

    /** What was asked for when a run began. */
    static Asked of(JournalledRun run) {
        byte[] input = run.input();
        return run.key().isEmpty()
                ? of(run.kind(), run.name())
                : new Asked(
                        run.kind(),
                        run.name(),
                        digest(
                                input == null ? new byte[0] : input,
                                run.options().orElse("")));
    }

    private static String digest(byte[] input, String options) {
        ArgumentDigest digest = new ArgumentDigest();
        digest.add(canonical(input));
        digest.add(options.getBytes(StandardCharsets.UTF_8));
        return digest.end();
    }

    private static byte[] canonical(byte[] input) {
        try {
            return CANONICAL.writeValueAsBytes(CANONICAL.readTree(input));
        } catch (IOException e) {
            // No JSON: the run fails, and the same bytes are the same request.
            return input;
        }
    }

    /**
     * Refuses what is not the same again.
     *
     * @param request that asks for this
     * @param run the id of the run that has the request's key
     * @param earlier what that run was asked for
     * @throws KeyReusedException if this is something else
     */
    void checkSame(RunRequest request, String run, Asked earlier) {
        String difference;
        if (!earlier.kind.equals(kind) || !earlier.name.equals(name)) {
            difference = "of " + earlier.kind + " '" + earlier.name + "'";
        } else if (request.keyCoversInput() && !earlier.digest.equals(digest)) {
            difference = kind.equals("map") ? "with other options" : "with another input";
        } else {
            return;
        }
        throw new KeyReusedException(name, request.idempotencyKey().orElse(""), run, difference);
    }
}
