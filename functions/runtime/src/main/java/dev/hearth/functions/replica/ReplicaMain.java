package dev.hearth.functions.replica;

/** The main of a replica's process. */
public final class ReplicaMain {
    private ReplicaMain() {}

    public static void run(String... args) {
        throw new IllegalStateException("no replica yet, arguments " + args.length);
    }
}
