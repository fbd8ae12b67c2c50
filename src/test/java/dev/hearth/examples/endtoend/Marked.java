package dev.hearth.examples.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Processes found by a variable of their environment, which children inherit, so that also those whose parent is gone are found.
 *
 * @param variable {@code NAME=value}
 */
record Marked(String variable) {
    private static final Path PROCESSES = Path.of("/proc");

    List<ProcessHandle> processes() {
        if (!Files.isDirectory(PROCESSES)) {
            throw new IllegalStateException(
                    "End-to-end tests: there is no /proc to look for processes. Run them on Linux.");
        }
        return ProcessHandle.allProcesses()
                .filter(process -> variables(process).contains(variable))
                .toList();
    }

    /** The replicas of an environment. */
    List<ProcessHandle> replicas(String environment) {
        return processes().stream()
                .filter(process -> variables(process).contains("HEARTH_ENVIRONMENT=" + environment))
                .toList();
    }

    static Optional<String> commandLine(ProcessHandle process) {
        return process.info().commandLine();
    }

    private static List<String> variables(ProcessHandle process) {
        try {
            byte[] all = Files.readAllBytes(PROCESSES.resolve(process.pid() + "/environ"));
            return List.of(new String(all, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of(); // it has ended, or is somebody else's
        }
    }
}
