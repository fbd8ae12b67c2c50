/** What is counted, and whether the documents tell all of it. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.metrics;
