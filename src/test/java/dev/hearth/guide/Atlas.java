package dev.hearth.guide;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import org.jspecify.annotations.Nullable;

@ActorEnvironment(name = "atlas")
public class Atlas {
    // tag::keys
    public record Area(String country, int zoom) {}

    public record Chart(Area area, int tiles) {}

    @ActorCache
    Chart chart(Area area) {
        return new Chart(area, 1 << area.zoom()); // once per replica and equal area
    }

    @ActorCache
    @Nullable
    String capital(String country) {
        return country.equals("fr") ? "Paris" : null; // null is kept as well
    }

    @Task
    public int tiles(String country, int zoom) {
        return chart(new Area(country, zoom)).tiles();
    }
    // end::keys

    @Task
    public String capitalOf(String country) {
        String capital = capital(country);
        return capital == null ? "unknown" : capital;
    }
}
