package dev.hearth.platform.bus;

/** Tells a link to close: the pool has no more use for its replica. Others ignore it. */
public record CloseLink(String reason) {}
