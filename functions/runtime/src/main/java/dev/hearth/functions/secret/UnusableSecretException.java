package dev.hearth.functions.secret;

/** Why a secret cannot be supplied, and what to do: the end of a sentence that names it. */
public final class UnusableSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableSecretException(String message) {
        super(message);
    }
}
