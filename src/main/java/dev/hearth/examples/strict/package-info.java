/**
 * Strict isolation: regular tasks share nothing, not even what the reset between actor tasks leaves alone.
 *
 * <pre>{@code scripts/hearth run strict-isolation}</pre>
 *
 * <p>prints {@code {"visitors":0,"threads":0,"sameProcess":false}}: the second call sees neither what the first put into a static list nor the
 * thread that it left, since each call has a process of its own. In embedded mode there is one process for all.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.strict;
