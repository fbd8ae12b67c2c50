package dev.hearth.platform.bus;

import dev.hearth.functions.link.FromReplica;

/** What a pool hears of a replica on the event bus. */
public sealed interface ReplicaEvent {
    /** The replica's name. */
    String replica();

    /** The replica said this. A {@link FromReplica.Hello} comes only from a replica that may join, and before all else. */
    record Said(String replica, FromReplica message) implements ReplicaEvent {}

    /** Nothing more can be sent to the replica or will come from it. */
    record Gone(String replica, String reason) implements ReplicaEvent {}
}
