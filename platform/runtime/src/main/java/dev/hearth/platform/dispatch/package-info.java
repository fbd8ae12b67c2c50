/** Pools on their event loops, and the bridge from the event bus to the replicas' links. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.dispatch;
