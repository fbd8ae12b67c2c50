package dev.hearth.platform.cli;

import dev.hearth.FailureKind;
import dev.hearth.platform.http.ApiJson;
import dev.hearth.platform.http.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a platform answered instead of a result. */
final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a better request would mend. */
    private static final Set<Integer> WRONG_REQUEST = Set.of(400, 401, 403, 404, 405, 413, 415, 422);

    private final int code;
    private final @Nullable String run;

    private RunFailure(int code, @Nullable String run, String message) {
        super(message);
        this.code = code;
        this.run = run;
    }

    static RunFailure of(int status, byte[] body) {
        try {
            Problem problem = ApiJson.MAPPER.readValue(body, Problem.class);
            if (problem.status() == status) {
                boolean usage = problem.kind() == FailureKind.BAD_INPUT
                        || (problem.kind() == null && WRONG_REQUEST.contains(status));
                return new RunFailure(
                        usage ? CommandFailure.USAGE : CommandFailure.FAILED, problem.run(), problem.detail());
            }
        } catch (IOException e) {
            // Not a platform's answer: shown as it is.
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return new RunFailure(
                CommandFailure.FAILED,
                null,
                "The platform answered with status " + status + ": " + text.substring(0, Math.min(text.length(), 500)));
    }

    /** A map that failed after its first outcomes. */
    static RunFailure ended(String run, FailureKind kind, String message) {
        return new RunFailure(
                kind == FailureKind.BAD_INPUT ? CommandFailure.USAGE : CommandFailure.FAILED, run, message);
    }

    int code() {
        return code;
    }

    /** The run that failed, if it came to one. */
    Optional<String> run() {
        return Optional.ofNullable(run);
    }
}
