package dev.hearth.functions.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Orders known names by their likeness to one that is not known. */
final class Similar {
    private static final int MOST_NAMED = 20;

    private Similar() {}

    static String describe(String kind, String name, Collection<String> known) {
        String kinds = kind.toLowerCase(Locale.ROOT) + "s";
        if (known.isEmpty()) {
            return "It declares no " + kinds + ".";
        }
        List<String> nearest = nearestFirst(name, known);
        int more = nearest.size() - MOST_NAMED;
        return "Known " + kinds + ": " + String.join(", ", nearest.subList(0, Math.min(MOST_NAMED, nearest.size())))
                + (more > 0 ? " and " + more + " more." : ".");
    }

    static List<String> nearestFirst(String name, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Levenshtein's, without regard to case. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
