/** What {@code scripts/bench} measures: tasks that do next to nothing, and workflows that time them from where an author's code stands. */
@org.jspecify.annotations.NullMarked
package dev.hearth.bench.application;
