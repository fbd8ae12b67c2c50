package dev.hearth.platform.deployment;

import dev.hearth.platform.cli.HearthMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The main class of an application that does something of its own first. */
@QuarkusMain
public final class OwnMain {
    private OwnMain() {}

    /** As an author would write it. */
    public static void main(String... args) {
        System.out.println("first something of its own");
        HearthMain.main(args);
    }
}
