package dev.hearth.functions.cache;

import dev.hearth.HearthException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Who loads what and who waits for whom, to tell a load that waits for itself, in one thread or around several, instead of
 * waiting for ever. Safe for use by several threads.
 */
final class Waits {
    private final Map<CompletableFuture<?>, Thread> loading = new HashMap<>();
    private final Map<Thread, CompletableFuture<?>> waiting = new HashMap<>();

    /** The calling thread begins a load. */
    synchronized void begin(CompletableFuture<?> flight) {
        loading.put(flight, Thread.currentThread());
    }

    /** The load has ended. */
    synchronized void end(CompletableFuture<?> flight) {
        loading.remove(flight);
    }

    /** Waits for another's load. */
    <T> T await(CacheKey key, CompletableFuture<T> flight) throws ExecutionException {
        Thread self = Thread.currentThread();
        synchronized (this) {
            refuseCircle(key, flight, self);
            waiting.put(self, flight);
        }
        try {
            return flight.get();
        } catch (InterruptedException e) {
            self.interrupt();
            throw new HearthException("Actor cache '" + key + "': interrupted while another task loaded it.", e);
        } finally {
            synchronized (this) {
                waiting.remove(self);
            }
        }
    }

    private void refuseCircle(CacheKey key, CompletableFuture<?> flight, Thread self) {
        @Nullable CompletableFuture<?> next = flight;
        while (next != null) {
            Thread owner = loading.get(next);
            if (owner == null) {
                return;
            }
            if (owner.equals(self)) {
                throw new HearthException("Actor cache '" + key
                        + "': its load needs its own result, with the same arguments. A cached method may call others, but not itself"
                        + " with equal arguments, directly or by way of another's load.");
            }
            next = waiting.get(owner);
        }
    }
}
