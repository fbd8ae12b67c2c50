package dev.hearth.functions.cache;

import dev.hearth.HearthException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whose load, to tell a load that waits for itself, in one thread or around several, instead of waiting for ever.
 * Safe for use by several threads.
 */
final class Waits {
    private final Map<Thread, Flight<?>> waiting = new HashMap<>();

    /** The outcome of another's load, waited for if need be. */
    <T> T await(CacheKey key, Flight<T> flight) {
        if (flight.isDone()) {
            return flight.join();
        }
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
        } catch (ExecutionException e) {
            throw new HearthException("Actor cache '" + key + "': its load failed.", e);
        } finally {
            synchronized (this) {
                waiting.remove(self);
            }
        }
    }

    private void refuseCircle(CacheKey key, Flight<?> flight, Thread self) {
        @Nullable Flight<?> next = flight;
        while (next != null) {
            Thread owner = next.owner();
            if (owner == null) {
                return;
            }
            if (owner.equals(self)) {
                throw new HearthException("Actor cache '" + key
                        + "': its load needs its own result, with the same arguments. A cached method may call"
                        + " others, but not itself with equal arguments, directly or by way of another's load.");
            }
            next = waiting.get(owner);
        }
    }
}
