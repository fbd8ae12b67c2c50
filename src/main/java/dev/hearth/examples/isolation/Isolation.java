package dev.hearth.examples.isolation;

import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class Isolation {
    @Inject
    Room room;

    /** Soils the room, then asks the next task what it sees. */
    @Workflow
    public Room.Seen isolation() {
        room.soil();
        return room.look();
    }
}
