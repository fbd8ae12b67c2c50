/**
 * What the author of an application sees. Entry points: {@link dev.hearth.ActorEnvironment} on a class,
 * {@link dev.hearth.Task} on its methods, {@link dev.hearth.Workflow} on the methods that call them, and
 * {@link dev.hearth.Actors} for maps and parallel branches.
 *
 * <p>Nothing here depends on anything but the JDK: a class with these annotations is a plain class in a plain unit test.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth;
