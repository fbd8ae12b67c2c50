package dev.hearth.platform.cli;

/** Why a command ends with another code than 0. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A run that failed, or a platform that could not be reached or started. */
    static final int FAILED = 1;
    /** Wrong use: names, options, input. */
    static final int USAGE = 2;
    /** Nobody reads the results any more: nothing to complain about. */
    static final int QUIET = 0;

    private final int code;

    private CommandFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    /** What was asked for could not be done. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message);
    }

    /** It was asked for in a way that cannot be right. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(USAGE, message);
    }

    /** The reader of standard output went away, as {@code head} does when it has enough. */
    static CommandFailure unread() {
        return new CommandFailure(QUIET, "");
    }

    int code() {
        return code;
    }
}
