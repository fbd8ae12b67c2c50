/** What the examples' tests share. */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples;
