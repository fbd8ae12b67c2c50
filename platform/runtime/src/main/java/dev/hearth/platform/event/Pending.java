package dev.hearth.platform.event;

/**
 * A result that is to be sent: that of the run which the job's id names.
 *
 * @param workflow the run's
 * @param type of the event
 * @param source of the event
 */
record Pending(String workflow, String type, String source) {}
