/**
 * Direct calls: a replica in a pod answers HTTP and CloudEvents for the tasks of its environment without the platform. Entry type:
 * {@code DirectServer}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.direct;
