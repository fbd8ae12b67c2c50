package dev.hearth.platform.deployment;

import dev.hearth.platform.cli.HearthMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The main class that an application gets if it has none. It stands with the build steps, and not in the runtime's jar, because there
 * Quarkus would find it in every application: the build copies it into those that need it.
 */
@QuarkusMain
public final class CommandLineMain {
    private CommandLineMain() {}

    /** Hands over to the command line. */
    public static void main(String... args) {
        HearthMain.main(args);
    }
}
