package dev.hearth.examples.languages;

import dev.hearth.TerminalException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a user's file, whole, so that a file that is not text fails before anything runs. */
final class TextFile {
    /** What of a line is looked at, in characters: a longer text makes no verdict better. */
    static final int LINE_LIMIT = 2_000;

    private TextFile() {}

    static List<String> read(String name) {
        try {
            Path path = Path.of(name).toAbsolutePath();
            return Files.readAllLines(path).stream().map(TextFile::cut).toList();
        } catch (NoSuchFileException e) {
            throw unreadable(name, "there is no such file at " + e.getFile(), e);
        } catch (CharacterCodingException e) {
            throw unreadable(name, "it is not UTF-8", e);
        } catch (IOException | InvalidPathException e) {
            throw unreadable(name, e.toString(), e);
        }
    }

    /** Cuts a long line, never through a character of two code units. */
    static String cut(String line) {
        if (line.length() <= LINE_LIMIT) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(LINE_LIMIT - 1)) ? LINE_LIMIT - 1 : LINE_LIMIT);
    }

    private static TerminalException unreadable(String name, String why, Exception cause) {
        return new TerminalException(
                "Text file '" + name + "': " + why
                        + ". Name a UTF-8 text file on the platform's machine, or leave \"file\" out for the shipped one.",
                cause);
    }
}
