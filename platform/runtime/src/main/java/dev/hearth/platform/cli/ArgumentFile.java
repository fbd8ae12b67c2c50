package dev.hearth.platform.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file of arguments, as the {@code java} launcher takes one with an {@code @} before its name. */
final class ArgumentFile {
    private ArgumentFile() {}

    static void write(Path file, List<String> arguments) {
        try {
            Files.writeString(
                    file, arguments.stream().map(ArgumentFile::quoted).collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw CommandFailure.failed("Arguments file '" + file + "': it cannot be written: " + e);
        }
    }

    /** In quotes blanks and the sign of comments stand for themselves, and a backslash is doubled. */
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
