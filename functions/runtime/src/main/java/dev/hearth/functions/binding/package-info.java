/** How a function is called with bytes, over Funqy's registry: the event-bus binding. Entry type: {@code JsonBinding}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.binding;
