package dev.hearth.examples.cachekeys;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A book's number. Hyphens do not tell one from another, so it has an {@code equals} and a {@code hashCode} of its own. Immutable. */
public final class Isbn {
    private final String written;
    private final String digits;

    @JsonCreator
    public Isbn(String written) {
        this.written = written;
        this.digits = written.replace("-", "");
    }

    @JsonValue
    public String written() {
        return written;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Isbn isbn && digits.equals(isbn.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }
}
