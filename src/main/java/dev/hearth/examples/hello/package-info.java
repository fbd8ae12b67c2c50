/**
 * The smallest application: one environment, one task, one workflow.
 *
 * <pre>{@code scripts/hearth run hello-world}</pre>
 *
 * <p>prints {@code "hello"}. The call in {@link dev.hearth.examples.hello.HelloWorld} looks like any call of a bean; it starts a
 * replica of {@code my-actor}, runs there, and comes back.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.hello;
