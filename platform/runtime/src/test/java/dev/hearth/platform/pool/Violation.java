package dev.hearth.platform.pool;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A schedule in which the pool did what it must not, or did not do what it must. */
final class Violation extends RuntimeException {
    private final String check;

    Violation(String check, Object message) {
        super(check + ": " + message);
        this.check = check;
    }

    /** The check that failed. */
    String check() {
        return check;
    }

    /** What is told of it is put together only when it is needed. */
    static void unless(boolean held, String check, @Nullable Object... what) {
        if (!held) {
            throw new Violation(check, Arrays.asList(what));
        }
    }
}
