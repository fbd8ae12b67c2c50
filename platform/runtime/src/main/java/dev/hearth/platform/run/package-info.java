/** Runs: workflows, maps and single calls, their steps and records. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.run;
