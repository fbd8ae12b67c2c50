package dev.hearth.examples.durable;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Enters numbers into a file, each in a line of its own. */
@ActorEnvironment(name = "ledger", replicaCount = 2)
public class Ledger {
    @Task
    public int enter(String file, int entry, int millis) {
        try {
            Files.writeString(Path.of(file), entry + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Thread.sleep(millis);
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Entry " + entry + " was interrupted.", e);
        }
    }
}
