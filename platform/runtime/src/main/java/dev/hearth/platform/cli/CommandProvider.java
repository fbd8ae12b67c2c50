package dev.hearth.platform.cli;

import java.util.List;

/**
 * Has commands of another module. Found as a service of this name, so that an application has them if it has the module. Every command line
 * makes one, so that neither this nor the commands' classes should load what only a run of theirs needs.
 */
public interface CommandProvider {
    /**
     * The commands: objects whose class has picocli's {@code @Command} and that are {@code Callable<Integer>}. A {@link CommandFailure} ends one with its message and code.
     *
     * @param terminal where they read and write
     * @param application which they are about
     */
    List<Object> commands(Terminal terminal, ApplicationName application);
}
