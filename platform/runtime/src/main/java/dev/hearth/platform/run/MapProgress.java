package dev.hearth.platform.run;

/** Counts of elements. */
public record MapProgress(long submitted, long succeeded, long failed, long retried, long running) {}
