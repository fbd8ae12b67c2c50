/**
 * The deterministic heart: which element goes to which replica, and when. Entry type: {@code Pool}. Nothing here has a clock, a
 * thread, a socket or randomness.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.pool;
