/**
 * What outlives the platform's process: runs, their steps, the outcomes of their maps. {@link dev.hearth.platform.journal.Journal} is the
 * port, {@link dev.hearth.platform.journal.Database} where it is kept. Only the platform's role makes any of it.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.journal;
