package dev.hearth.guide;

import dev.hearth.Task;

// tag::class
public class Thumbnails {
    @Task
    public String shrink(String picture) {
        return picture + " in small";
    }
}
// end::class
