package dev.hearth.platform.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a command's input comes from. */
final class Inputs {
    private Inputs() {}

    /** @param name a file's, or {@code -} for standard input */
    static InputStream open(String name, InputStream standard) {
        if (name.equals("-")) {
            return standard;
        }
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw CommandFailure.usage("Cannot read the input file '" + name + "': it is a directory.");
            }
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw CommandFailure.usage("Cannot read the input file '" + name + "': " + reason(e) + ".");
        }
    }

    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "access is denied" : e.toString();
    }
}
