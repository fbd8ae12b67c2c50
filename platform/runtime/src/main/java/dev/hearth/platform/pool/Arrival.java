package dev.hearth.platform.pool;

/** What becomes of a replica that came under a name of its own. */
public sealed interface Arrival {
    /** It takes the place of a replica that was asked for, which is known by the newcomer's name from now on. */
    record Placed(String slot) implements Arrival {}

    /** Nobody awaited it, and there is room for it. */
    record Adopted() implements Arrival {}

    /** There is no use for it now; there may be later. */
    record TurnedAway(String reason) implements Arrival {}
}
