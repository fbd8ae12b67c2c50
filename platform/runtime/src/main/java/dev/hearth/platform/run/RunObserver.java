package dev.hearth.platform.run;

/** Is told of runs. Safe for use by several threads; must neither block nor throw. */
public interface RunObserver {
    /** A run has begun. When its {@link RunHandle#result} is there, its record is complete. */
    void began(RunHandle run, String kind, String name);
}
