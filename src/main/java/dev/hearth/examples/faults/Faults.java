package dev.hearth.examples.faults;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** Tasks that fail. */
@ActorEnvironment(name = "faults", replicaCount = 1)
public class Faults {

    /** A result whose accessor throws: it cannot become JSON. */
    public record Draft(String title) {
        @Override
        public String title() {
            throw new IllegalStateException("there is no title yet");
        }
    }

    @Task
    public int reciprocal(int value) {
        return 1_000 / value;
    }

    @Task
    public Draft draft() {
        return new Draft("");
    }

    /** A string of the given length. */
    @Task
    public String large(int characters) {
        return "x".repeat(characters);
    }

    /** Ends the replica's process. In embedded mode that is the platform's own, so don't. */
    @Task
    public int exit(int code) {
        Runtime.getRuntime().halt(code);
        return code;
    }
}
