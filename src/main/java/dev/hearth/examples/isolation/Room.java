package dev.hearth.examples.isolation;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** One replica, so that both tasks meet in it. */
@ActorEnvironment(name = "room", replicaCount = 1)
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
}
