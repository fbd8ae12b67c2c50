package dev.hearth.platform.run;

/**
 * How many elements of a map must succeed, and whether they still can. A plain class; not safe for use by several threads.
 */
final class SuccessRule {
    private static final long UNKNOWN = -1;

    private final long minimum;
    private final double ratio;
    private long total;
    private long succeeded;
    private long failed;

    private SuccessRule(long minimum, double ratio, long total) {
        this.minimum = minimum;
        this.ratio = ratio;
        this.total = total;
    }

    /** Every element must succeed. */
    static SuccessRule all() {
        return new SuccessRule(UNKNOWN, 1, UNKNOWN);
    }

    /** At least this many. */
    static SuccessRule minimum(long successes) {
        if (successes < 0) {
            throw new IllegalArgumentException(
                    "Map: minimum successes is " + successes + ", but must not be negative.");
        }
        return new SuccessRule(successes, 0, UNKNOWN);
    }

    /** At least {@code ceil(ratio * elements)}. */
    static SuccessRule ratio(double ratio) {
        checkRatio(ratio);
        return new SuccessRule(UNKNOWN, ratio, UNKNOWN);
    }

    static void checkRatio(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("Map: minimum success ratio is " + ratio + ", but must be from 0 to 1.");
        }
    }

    /** Whether this rule lets elements fail. */
    boolean tolerant() {
        return minimum != UNKNOWN || ratio < 1;
    }

    /** How many elements there are, as soon as that is known. */
    void total(long elements) {
        total = elements;
    }

    void success() {
        succeeded++;
    }

    void failure() {
        failed++;
    }

    /** The successes that are needed; {@code -1} while the number of elements must be known and is not. */
    long needed() {
        if (minimum != UNKNOWN) {
            return minimum;
        }
        // The subtraction undoes what binary fractions add: 0.1 * 30 is 3.0000000000000004, and must need 3.
        return total == UNKNOWN ? UNKNOWN : (long) Math.ceil(ratio * total - 1e-9);
    }

    /** Whether the map has failed: too few elements are left to reach what is needed. */
    boolean unreachable() {
        if (ratio >= 1) {
            return failed > 0;
        }
        return total != UNKNOWN && total - failed < needed();
    }

    /** The numbers, for a message. */
    String describe() {
        return succeeded + " succeeded and " + failed + " failed"
                + (total == UNKNOWN ? "" : " of " + total)
                + ", at least " + needed() + " had to succeed";
    }
}
