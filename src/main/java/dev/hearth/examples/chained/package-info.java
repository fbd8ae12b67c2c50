/**
 * Tasks that hand each other their results, with records and exact numbers as JSON between them.
 *
 * <pre>{@code scripts/hearth run receipt --input '{"item":"teapot","quantity":3}'}</pre>
 *
 * <p>prints {@code {"text":"3 x teapot","net":"37.50"...}}: each step takes what the step before returned.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.chained;
