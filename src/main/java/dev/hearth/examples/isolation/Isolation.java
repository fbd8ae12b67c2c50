package dev.hearth.examples.isolation;

import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;

public class Isolation {
    @Inject
    Room room;

    /** Soils the room, then asks the next task what it sees. */
    @Workflow
    public Room.Seen isolation() {
        room.soil();
        return room.look();
    }

    /** The room's colour before, while and after a task has painted it. */
    @Workflow
    public List<String> colours() {
        return List.of(room.colour(), room.paint("red"), room.colour());
    }
}
