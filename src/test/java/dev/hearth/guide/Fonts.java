package dev.hearth.guide;

import dev.hearth.ActorCache;
import jakarta.enterprise.context.ApplicationScoped;

// tag::class
/** A bean of its own: any environment that injects it shares its entries within a replica. */
@ApplicationScoped
public class Fonts {
    @ActorCache
    String load(String name) {
        return "font " + name;
    }
}
// end::class
