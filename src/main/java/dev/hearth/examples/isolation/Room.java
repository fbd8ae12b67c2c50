package dev.hearth.examples.isolation;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Task;

/** One replica, so that both tasks meet in it. */
@ActorEnvironment(name = "room", replicaCount = 1, environment = @Variable(name = "ROOM_COLOUR", value = "blue"))
public class Room {
    private static final String PROPERTY = "dev.hearth.examples.room";

    private static String staticField = "clean";

    private String field = "clean";

    /** What a task finds. */
    public record Seen(String field, String staticField, String property) {}

    /** Leaves traces, and shows that they are there. */
    @Task
    public Seen soil() {
        field = "dirty";
        staticField = "dirty";
        System.setProperty(PROPERTY, "dirty");
        return look();
    }

    @Task
    public Seen look() {
        return new Seen(field, staticField, System.getProperty(PROPERTY, "clean"));
    }

    /** Paints over the environment's colour, as configuration does: with a system property of the variable's name. */
    @Task
    public String paint(String colour) {
        System.setProperty("ROOM_COLOUR", colour);
        return colour();
    }

    /** The system property if there is one, else the process's variable, which is the environment's own. */
    @Task
    public String colour() {
        return System.getProperty("ROOM_COLOUR", System.getenv().getOrDefault("ROOM_COLOUR", "none"));
    }
}
