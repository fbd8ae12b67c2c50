package dev.hearth.platform.archive;

import dev.hearth.HearthException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts programs so that this process has precedence where processors are short, by way of {@code nice} of POSIX. Without that program, and
 * for one that cannot be run, a command is left as it is.
 */
public final class Niceness {
    /** The largest there is: everything else goes first. */
    static final int MOST = 19;

    private final int niceness;
    private final Optional<String> nice;

    /**
     * @param niceness added to this process's own, 0 to 19
     * @throws HearthException if there is no such niceness
     */
    public Niceness(int niceness) {
        if (niceness < 0 || niceness > MOST) {
            throw new HearthException(
                    "Configuration 'hearth.process.niceness': it is " + niceness + ", and may be 0 to " + MOST + ".");
        }
        this.niceness = niceness;
        this.nice = niceness == 0 ? Optional.empty() : program("nice");
    }

    /** The command with the words before it that make its process so nice. */
    public List<String> before(List<String> command) {
        // Whoever starts a program that is not there shall be told so by the system, and not by nice.
        if (nice.isEmpty() || program(command.get(0)).isEmpty()) {
            return command;
        }
        List<String> words = new ArrayList<>(List.of(nice.get(), "-n", String.valueOf(niceness)));
        words.addAll(command);
        return words;
    }

    /** Where the system finds it. */
    private static Optional<String> program(String name) {
        if (name.contains(File.separator)) {
            return Optional.of(name).filter(Niceness::executable);
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> folder + File.separator + name)
                .filter(Niceness::executable)
                .findFirst();
    }

    private static boolean executable(String program) {
        Path path = Path.of(program);
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
