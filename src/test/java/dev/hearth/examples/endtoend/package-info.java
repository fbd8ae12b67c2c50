/**
 * The packaged application, started as a user starts it: {@link dev.hearth.examples.endtoend.Hearth} starts and ends its
 * processes. Each test says what is printed, with which exit code, and that nothing is left running.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.endtoend;
