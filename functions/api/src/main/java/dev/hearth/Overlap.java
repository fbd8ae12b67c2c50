package dev.hearth;

/** What happens when a {@link Schedule} is due and the run that it started last goes on. */
public enum Overlap {
    /** Another run starts beside it. */
    ALLOW,
    /** This time is left out, and said so in the log. */
    SKIP,
    /** The earlier run is cancelled, and another one starts. */
    CANCEL_PREVIOUS
}
