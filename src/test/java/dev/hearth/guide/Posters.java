package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import jakarta.inject.Inject;

@ActorEnvironment(name = "posters")
public class Posters {
    @Inject
    Fonts fonts;

    @Task
    public String print(String text) {
        return text + " in " + fonts.load("Lato");
    }
}
