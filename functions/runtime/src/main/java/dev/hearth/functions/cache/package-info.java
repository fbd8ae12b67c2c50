/** The actor cache. Entry type: {@code ActorCacheStore}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.cache;
