package dev.hearth.functions.link;

import dev.hearth.HearthException;

/** The other end of a link sent what cannot be understood. The message says what and where; the link is of no use afterwards. */
public final class LinkProtocolException extends HearthException {
    private static final long serialVersionUID = 1L;

    public LinkProtocolException(String message) {
        super(message);
    }

    public LinkProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
