/**
 * The runtime of annotated functions. By feature: {@code catalog} what the application declares, {@code dispatch} how a call leaves, {@code stub} what an injected
 * environment class does, {@code binding} how a function is called with bytes, {@code cache} the actor cache, {@code reset}
 * what is put back between tasks, {@code replica} what runs tasks, {@code link} the messages and frames between a replica and its platform.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions;
