package dev.hearth.bench.application;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;

/** Ends the platform with the benchmark, however that ends: the benchmark holds the other end of its standard input. */
@ApplicationScoped
class Owner {
    void watch(@Observes StartupEvent started) {
        if ("replica".equals(System.getenv("HEARTH_ROLE"))) {
            // It has an owner already: the platform.
            return;
        }
        Thread watch = new Thread(Owner::awaitEnd, "owner");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said, only that somebody is there.
            }
        } catch (IOException e) {
            // The same as the end.
        }
        Runtime.getRuntime().halt(1);
    }
}
