package dev.hearth.functions.replica;

import dev.hearth.FailureKind;
import dev.hearth.TerminalException;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.binding.BadResultException;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.secret.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** What becomes of what a task throws. */
final class Failures {
    /** The longest trace, and the longest message, in characters. */
    static final int LIMIT = 8 * 1024;

    private static final String CUT = "\n... (cut)";

    private final Secrets secrets;

    /** @param secrets what no message and no trace may show */
    Failures(Secrets secrets) {
        this.secrets = secrets;
    }

    Failure of(Throwable thrown) {
        if (thrown instanceof BadInputException) {
            return new Failure(FailureKind.BAD_INPUT, message(thrown), causeTrace(thrown), false);
        }
        if (thrown instanceof BadResultException) {
            return new Failure(FailureKind.BAD_RESULT, message(thrown), causeTrace(thrown), false);
        }
        FailureKind kind = thrown instanceof TerminalException ? FailureKind.TERMINAL : FailureKind.ERROR;
        return new Failure(kind, typed(thrown), trace(thrown), false);
    }

    /**
     * An attempt that was told to end, and did.
     *
     * @param failure what it ended with; null if it returned something
     */
    static Failure interrupted(FailureKind kind, long timeoutMillis, @Nullable Failure failure) {
        return new Failure(kind, reason(kind, timeoutMillis) + ".", failure == null ? "" : failure.trace(), false);
    }

    /** An attempt that was told to end, and did not. */
    static Failure stuck(FailureKind kind, long timeoutMillis, long graceMillis, StackTraceElement[] stack) {
        StringBuilder trace = new StringBuilder("The task was at:");
        for (StackTraceElement element : stack) {
            trace.append("\n\tat ").append(element);
        }
        String message = reason(kind, timeoutMillis) + " and went on for " + graceMillis
                + " ms after its interruption: its replica is replaced.";
        return new Failure(kind, message, cut(trace.toString()), true);
    }

    private static String reason(FailureKind kind, long timeoutMillis) {
        return kind == FailureKind.TIMEOUT
                ? "the attempt ran longer than its timeout of " + timeoutMillis + " ms"
                : "it was cancelled while it ran";
    }

    static boolean outOfMemory(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private String message(Throwable thrown) {
        return shown(String.valueOf(thrown.getMessage()));
    }

    private String typed(Throwable thrown) {
        String type = thrown.getClass().getName();
        try {
            String message = thrown.getLocalizedMessage();
            return shown(message == null ? type : type + ": " + message);
        } catch (RuntimeException e) {
            // The author's own class: whatever it does, the failure is told.
            return type;
        }
    }

    private String causeTrace(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? "" : trace(cause);
    }

    private String trace(Throwable thrown) {
        try {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return shown(text.toString());
        } catch (RuntimeException e) {
            return "";
        }
    }

    /** Masked before it is cut: a value that has lost its end would not be found. */
    private String shown(String text) {
        return cut(secrets.isEmpty() ? text : secrets.mask(text));
    }

    private static String cut(String text) {
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT - CUT.length()) + CUT;
    }
}
