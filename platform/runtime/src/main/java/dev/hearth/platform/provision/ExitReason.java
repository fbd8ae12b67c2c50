package dev.hearth.platform.provision;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The end of a process as a text for people. */
final class ExitReason {
    /** What {@link Process#exitValue} adds to a signal's number. */
    private static final int SIGNALLED = 128;

    /** What a JVM, or a replica itself, says last when there is no memory: of the heap, of its other areas, of the machine. */
    private static final List<String> NO_MEMORY = List.of(
            "java.lang.OutOfMemoryError",
            "A task ran out of memory.",
            "There is insufficient memory for the Java Runtime Environment");

    /** A JVM's own report of its crash. Its exit code does not tell: it is 1 where core files are turned off. */
    private static final Pattern CRASH = Pattern.compile("#\\s+(SIG[A-Z]+) \\(0x\\p{XDigit}+\\) at pc=.*");

    private ExitReason() {}

    static String of(int exitCode, List<String> lastLines) {
        StringBuilder reason = new StringBuilder(ending(exitCode));
        lastLines.stream()
                .map(CRASH::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .ifPresent(crash -> reason.append(", after its JVM or native code crashed with ")
                        .append(crash.group(1)));
        if (lastLines.stream().anyMatch(line -> NO_MEMORY.stream().anyMatch(line::contains))) {
            reason.append(", out of memory");
        }
        return reason.append(lastLines(lastLines)).toString();
    }

    /** What was written last, as the end of a message. */
    static String lastLines(List<String> lastLines) {
        if (lastLines.isEmpty()) {
            return ", without any output";
        }
        StringBuilder text = new StringBuilder(". Its last lines:");
        lastLines.forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }

    private static String ending(int exitCode) {
        return switch (exitCode - SIGNALLED) {
            case 1 -> signal("SIGHUP", exitCode, "");
            case 2 -> signal("SIGINT", exitCode, "");
            case 3 -> signal("SIGQUIT", exitCode, "");
            case 4 -> signal("SIGILL", exitCode, "");
            case 6 -> signal("SIGABRT", exitCode, ", a crash of its JVM or native code");
            case 7 -> signal("SIGBUS", exitCode, ", a crash of its JVM or native code, or a full disk");
            case 8 -> signal("SIGFPE", exitCode, "");
            case 9 -> signal("SIGKILL", exitCode, ", by someone or for want of the machine's memory");
            case 11 -> signal("SIGSEGV", exitCode, ", a crash of its JVM or native code");
            case 13 -> signal("SIGPIPE", exitCode, "");
            case 15 -> signal("SIGTERM", exitCode, "");
            default -> "ended with exit code " + exitCode;
        };
    }

    private static String signal(String name, int exitCode, String hint) {
        return "ended by signal " + name + " (exit code " + exitCode + ")" + hint;
    }
}
