package dev.hearth.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table at the end: each figure, what it is compared with, and whether the target is met. */
final class Report {
    /** Whether more or less of a ratio is better. */
    enum Better {
        MORE,
        LESS
    }

    private record Row(List<String> cells) {}

    private final List<Row> rows = new ArrayList<>();
    private int missed;

    Report() {
        row("figure", "measured", "compared with", "its figure", "ratio", "target", "");
    }

    /** A figure with a target for its ratio to another. */
    void compare(String figure, String unit, Samples own, String peer, Samples other, Better better, double target) {
        double ratio = own.median() / other.median();
        boolean met = better == Better.MORE ? ratio >= target : ratio <= target;
        missed += met ? 0 : 1;
        row(
                figure,
                text(own, unit),
                peer,
                text(other, unit),
                number(ratio),
                (better == Better.MORE ? ">= " : "<= ") + number(target),
                met ? "met" : "MISSED");
    }

    /** A figure that is told without a target. */
    void mention(String figure, String unit, Samples own, String peer, Samples other) {
        row(figure, text(own, unit), peer, text(other, unit), number(own.median() / other.median()), "", "");
    }

    /** A figure that was not measured, and why. */
    void skip(String figure, String why) {
        row(figure, "not measured: " + why, "", "", "", "", "");
    }

    private void row(String... cells) {
        rows.add(new Row(List.of(cells)));
    }

    private static String text(Samples samples, String unit) {
        return format(samples.median()) + " " + unit + " (" + format(samples.least()) + " - " + format(samples.most())
                + ")";
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, value < 1000 ? "%.1f" : "%,.0f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    @Override
    public String toString() {
        int columns = rows.get(0).cells().size();
        int[] widths = new int[columns];
        for (Row row : rows) {
            for (int i = 0; i < columns; i++) {
                // What was not measured says why, and stands in no column.
                boolean wide = i > 0 && row.cells().get(2).isEmpty();
                widths[i] = wide
                        ? widths[i]
                        : Math.max(widths[i], row.cells().get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(String.format(
                        Locale.ROOT,
                        "%-" + Math.max(1, widths[i]) + "s  ",
                        row.cells().get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.append(missed == 0 ? "Every target is met." : "Targets missed: " + missed + ".")
                .append(" Figures are medians of the rounds, with the least and the most.")
                .toString();
    }
}
