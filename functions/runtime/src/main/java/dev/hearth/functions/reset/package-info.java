/** What is put back between tasks. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.reset;
