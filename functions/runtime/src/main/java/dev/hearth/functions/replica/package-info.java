/** What runs tasks: in a replica's process and, embedded, in the platform's. Entry types: {@code ReplicaEngine}, {@code ReplicaMain}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.replica;
