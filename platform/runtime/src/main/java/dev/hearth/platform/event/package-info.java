/**
 * CloudEvents in and out: which workflows an event starts, and the event with a run's result. {@link dev.hearth.platform.event.EventIntake}
 * is where to begin.
 */
@NullMarked
package dev.hearth.platform.event;

import org.jspecify.annotations.NullMarked;
