/**
 * Measures Hearth's dispatch beside other ways to have work done by other processes, in one run on one machine. Entry type: {@code
 * Bench}. Each contestant has workers, each a JVM, and one JVM that drives them.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.bench;
