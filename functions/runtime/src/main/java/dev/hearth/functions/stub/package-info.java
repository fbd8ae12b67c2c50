/** What an injected environment class does outside its replica. Entry types: {@code Stubs}, {@code Recording}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.stub;
