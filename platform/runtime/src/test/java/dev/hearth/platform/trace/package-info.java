/** What a trace of a run has in it. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.trace;
