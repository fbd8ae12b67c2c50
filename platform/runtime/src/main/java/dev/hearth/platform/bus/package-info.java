/**
 * What pools and replicas' links say to each other inside the platform's JVM, over the event bus. Messages are objects, passed as they are.
 * Entry types: {@code Addresses}, {@code ReplicaEvent}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.bus;
