package dev.hearth.platform.http;

import dev.hearth.HearthException;
import java.time.Duration;

/** A request that cannot be taken: not JSON, too large, cut off, or too slow. The message says where. */
public final class InputException extends HearthException {
    private static final long serialVersionUID = 1L;
    private static final String RAISE = "Send less, or raise hearth.dispatch.payload-limit.";

    private final ProblemType type;

    InputException(ProblemType type, String message) {
        super(message);
        this.type = type;
    }

    /** What an HTTP client is told. */
    public ProblemType type() {
        return type;
    }

    static InputException malformed(String message) {
        return new InputException(ProblemType.MALFORMED_REQUEST, message);
    }

    static InputException tooLarge(String element, int limit) {
        return new InputException(
                ProblemType.TOO_LARGE, "Cannot read " + element + ": it is longer than " + limit + " bytes. " + RAISE);
    }

    static InputException bodyTooLarge(int limit) {
        return new InputException(
                ProblemType.TOO_LARGE, "Cannot read the body: it is longer than " + limit + " bytes. " + RAISE);
    }

    static InputException tooSlow(String what, Duration limit, String setting) {
        return new InputException(
                ProblemType.REQUEST_TIMEOUT,
                "Cannot read " + what + ": it did not come within " + limit.toSeconds() + " s. Send faster, or raise "
                        + setting + ".");
    }

    static InputException wrongType(String message) {
        return new InputException(ProblemType.WRONG_INPUT, message);
    }

    static InputException cutOff(String message) {
        return new InputException(ProblemType.MALFORMED_REQUEST, message);
    }
}
