/**
 * A trace reaches the task.
 *
 * <pre>{@code curl -X POST -H 'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' \
 *     http://localhost:8080/api/workflows/traced}</pre>
 *
 * <p>answers with the {@code traceparent} that the task in its replica was told: the one that was sent or, if the platform traces, the
 * same trace with the run's own span.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.tracing;
