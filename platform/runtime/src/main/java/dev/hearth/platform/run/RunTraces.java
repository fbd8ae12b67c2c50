package dev.hearth.platform.run;

/** Gives runs their traces. Safe for use by several threads; must neither block nor throw. */
public interface RunTraces {
    /**
     * A run begins. When its {@link RunHandle#result} is there, its record is complete.
     *
     * @return what its tasks are told, as W3C Trace Context writes a {@code traceparent}; empty: nothing
     */
    String begin(RunHandle run, String kind, String name, RunRequest request);
}
