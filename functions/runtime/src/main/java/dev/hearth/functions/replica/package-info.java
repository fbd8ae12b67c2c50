/** What runs tasks: in a replica's process and, embedded, in the platform's. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.replica;
