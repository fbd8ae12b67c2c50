package dev.hearth.platform.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out standard output, for results alone; its write errors are told, as those of {@code System.out} are not
 * @param err standard error, for everything else
 * @param interactive whether a person watches standard error
 * @param environment the process's variables
 */
public record Terminal(
        InputStream in, OutputStream out, PrintStream err, boolean interactive, Map<String, String> environment) {
    /** The process's own. Afterwards {@code System.out} is standard error, whoever prints to it. */
    static Terminal ofProcess() {
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        System.setOut(System.err);
        // No JVM can tell on its own: the script that starts it can.
        boolean interactive = "1".equals(System.getenv("HEARTH_TTY"));
        return new Terminal(System.in, out, System.err, interactive, System.getenv());
    }
}
