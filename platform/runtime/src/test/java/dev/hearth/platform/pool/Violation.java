package dev.hearth.platform.pool;

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

    static void unless(boolean held, String check, Object what) {
        if (!held) {
            throw new Violation(check, what);
        }
    }
}
