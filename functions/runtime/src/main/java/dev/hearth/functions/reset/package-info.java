/** What is put back between tasks. Entry type: {@code Reset}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.reset;
