package dev.hearth.functions.replica;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A line of the process's output that is ready before it is needed, so that saying it takes no memory, which a logger does. */
final class LastWords {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final byte[] line;

    LastWords(String text) {
        line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    void say() {
        try {
            out.write(line);
        } catch (IOException e) {
            // Nobody listens any more.
        }
    }
}
