package dev.hearth.examples.cachekeys;

import dev.hearth.Actors;
import dev.hearth.Outcome;
import dev.hearth.Workflow;
import dev.hearth.examples.cachekeys.Library.Shelf;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

public class CacheKeys {
    @Inject
    Library library;

    @Inject
    Actors actors;

    /** What became of each task's look into the cache of a replica that is new, or has run this before: then all are hits. */
    @Workflow
    public List<String> cacheKeys() {
        List<Shelf> shelves = List.of(
                new Shelf("north", List.of(1, 2)),
                new Shelf("north", List.of(1, 2)),
                new Shelf("north", List.of(1, 3)));
        List<Isbn> books = List.of(new Isbn("978-3-16-148410-0"), new Isbn("9783161484100"));
        return Stream.concat(
                        actors.map(shelves, shelf -> library.shelf(shelf)).outcomes().toList().stream(),
                        actors.map(books, book -> library.book(book)).outcomes().toList().stream())
                .map(CacheKeys::found)
                .toList();
    }

    private static String found(Outcome<String> outcome) {
        return outcome.provenance().cacheHits() == 1 ? "hit" : "load";
    }
}
