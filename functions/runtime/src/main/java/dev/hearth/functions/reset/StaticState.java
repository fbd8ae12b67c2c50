package dev.hearth.functions.reset;

/**
 * Where the static fields of application classes are known. The build adds a call of {@link #capture} to the end of the
 * initialisation of each such class, so that no class is initialised for the sake of the reset. Safe for use by several threads.
 */
public final class StaticState {
    private static final Statics STATICS = new Statics();

    // Only a replica's process resets: elsewhere nothing is to be remembered.
    private static final boolean ENABLED = "replica".equals(System.getenv("HEARTH_ROLE"));

    private StaticState() {}

    /** Remembers the values of a class's static fields. Called by the class itself, when they have their first values. */
    public static void capture(Class<?> type) {
        if (ENABLED) {
            STATICS.capture(type);
        }
    }

    static Statics process() {
        return STATICS;
    }
}
