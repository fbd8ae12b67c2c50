/**
 * Limits of a replica: a memory limit is that of the whole process, and its heap gets what the rest of a JVM leaves.
 *
 * <pre>{@code
 * scripts/hearth run limits      # 2 processors, for 1500m is rounded up, and a process that stays within 256Mi
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.budget;
