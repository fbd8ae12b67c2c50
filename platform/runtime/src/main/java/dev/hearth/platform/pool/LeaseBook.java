package dev.hearth.platform.pool;

import dev.hearth.functions.link.LongMap;
import org.jspecify.annotations.Nullable;

/** Which element every outstanding lease belongs to. An id is given once in a pool's life, so whatever an ended lease is still answered with finds nothing. */
class LeaseBook {
    private final LongMap<Element> elements = new LongMap<>();
    private long lastId;

    /** Gives the element to the replica under a new lease. */
    Lease open(Element element, Replica replica) {
        element.lease = newId(element);
        element.attempts++;
        element.place = Element.Place.LEASED;
        elements.put(element.lease, element);
        replica.add(element);
        return new Lease(element.lease, element, element.attempts);
    }

    /** An id that was never used. */
    long newId(Element element) {
        return ++lastId;
    }

    /** The element of an outstanding lease of this replica; null if there is none: the answer is late, doubled, or not the replica's to give. */
    @Nullable
    Element find(long lease, Replica replica) {
        Element element = element(lease);
        return element != null && element.replica == replica ? element : null;
    }

    @Nullable
    Element element(long lease) {
        return elements.get(lease);
    }

    /** Ends the element's lease. */
    void close(Element element, Replica replica) {
        elements.remove(element.lease);
        replica.remove(element);
        element.lease = 0;
        element.place = Element.Place.OUTSIDE;
    }
}
