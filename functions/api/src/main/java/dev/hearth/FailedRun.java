package dev.hearth;

/**
 * What a workflow is told that handles failures of another: {@link Workflow#onFailure}.
 *
 * @param run the id of the run that failed
 * @param workflow its workflow's name
 * @param message why it failed
 */
public record FailedRun(String run, String workflow, String message) {}
