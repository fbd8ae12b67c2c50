package dev.hearth.guide;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

// tag::class
@ActorEnvironment(name = "warm-thumbnails", replicaCount = 4)
public class WarmThumbnails {
    @Task
    public String shrink(String picture) {
        return picture + " in small";
    }
}
// end::class
