package dev.hearth.platform.dispatch;

/** Tells a link to close: the pool has no more use for its replica. Others ignore it. */
record CloseLink(String reason) {}
