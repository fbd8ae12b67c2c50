package dev.hearth.examples.cachekeys;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import java.util.List;

/** Keeps what it has fetched, by shelf and by book. */
@ActorEnvironment(name = "library", replicaCount = 1)
public class Library {
    /** Two are equal if their components are. */
    public record Shelf(String hall, List<Integer> rows) {}

    @ActorCache
    String fetch(Shelf shelf) {
        return "the books of " + shelf;
    }

    @ActorCache
    String fetch(Isbn book) {
        return "the book " + book;
    }

    @Task
    public String shelf(Shelf shelf) {
        return fetch(shelf);
    }

    @Task
    public String book(Isbn isbn) {
        return fetch(isbn);
    }
}
