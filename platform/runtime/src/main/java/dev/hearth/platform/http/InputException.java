package dev.hearth.platform.http;

import dev.hearth.HearthException;

/** Input that cannot be read: not JSON, too large, or cut off. The message says where. */
public final class InputException extends HearthException {
    private static final long serialVersionUID = 1L;
    private static final String RAISE = "Send less, or raise hearth.dispatch.payload-limit.";

    private final int status;

    private InputException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status that tells this. */
    public int status() {
        return status;
    }

    static InputException malformed(String message) {
        return new InputException(400, message);
    }

    static InputException tooLarge(long element, long line, int limit) {
        return new InputException(
                413,
                "Cannot read element " + element + " (line " + line + "): it is longer than " + limit + " bytes. "
                        + RAISE);
    }

    static InputException bodyTooLarge(int limit) {
        return new InputException(413, "Cannot read the body: it is longer than " + limit + " bytes. " + RAISE);
    }

    static InputException wrongType(String message) {
        return new InputException(422, message);
    }

    static InputException cutOff(String message) {
        return new InputException(400, message);
    }
}
