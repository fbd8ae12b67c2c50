/**
 * Traces of runs, by OpenTelemetry. Entry type: {@code Tracing}. Without an endpoint nothing of the library is loaded, and a trace that
 * came in is passed on to the tasks all the same.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.trace;
