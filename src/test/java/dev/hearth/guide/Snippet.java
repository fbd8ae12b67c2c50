package dev.hearth.guide;

import java.util.ArrayList;
import java.util.List;

/** A region of a source file, between {@code // tag::name} and {@code // end::name}. */
final class Snippet {
    private Snippet() {}

    /** The region without its indentation, and without the marks of regions inside it. */
    static List<String> region(List<String> source, String name) {
        List<String> region = new ArrayList<>();
        boolean inside = false;
        boolean found = false;
        for (String line : source) {
            String mark = line.strip();
            if (mark.equals("// tag::" + name)) {
                inside = true;
                found = true;
            } else if (mark.equals("// end::" + name)) {
                inside = false;
            } else if (inside && !mark.startsWith("// tag::") && !mark.startsWith("// end::")) {
                region.add(line);
            }
        }
        if (!found || inside) {
            throw new IllegalArgumentException("Region '" + name + "': " + (found ? "it has no end" : "there is none")
                    + ". Mark it with '// tag::" + name + "' and '// end::" + name + "'.");
        }
        return String.join("\n", region).stripIndent().lines().toList();
    }
}
