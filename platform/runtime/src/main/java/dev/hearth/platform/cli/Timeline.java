package dev.hearth.platform.cli;

import dev.hearth.platform.run.ElementRecord;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.StepRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run's record as a person reads it: who ran what where and when, each element with a bar on the run's own time scale. */
final class Timeline {
    /** Rows for the elements of a map, before those that were retried. */
    private static final int ROWS = 12;

    private static final int SLOWEST = 5;
    private static final int REPLICAS = 6;
    private static final int BAR = 40;
    private static final List<String> HEAD =
            List.of("step", "task", "element", "replica", "start", "queued ms", "run ms", "cache", "tries");
    private static final String RIGHT = "element queued ms run ms tries";

    private final RunRecord run;
    private final double millis;
    private final StringBuilder text = new StringBuilder();

    private Timeline(RunRecord run) {
        this.run = run;
        Instant end = run.ended().orElseGet(Instant::now);
        this.millis = Math.max(Duration.between(run.started(), end).toNanos() / 1e6, 0.001);
    }

    static void print(RunRecord run, PrintStream err) {
        err.print(text(run));
        err.flush();
    }

    static String text(RunRecord run) {
        return new Timeline(run).render();
    }

    private String render() {
        line("%s %s: %s in %.0f ms (run %s)", run.kind(), run.name(), run.state(), millis, run.id());
        run.failure().ifPresent(failure -> line("  %s", failure));
        List<List<String>> rows = new ArrayList<>();
        rows.add(withBar(HEAD, scale()));
        for (StepRecord step : run.steps()) {
            rows(step, rows);
        }
        if (rows.size() > 1) {
            table(rows);
        }
        run.steps().stream().filter(StepRecord::map).forEach(this::summary);
        return text.toString();
    }

    private void rows(StepRecord step, List<List<String>> rows) {
        List<ElementRecord> timeline = step.timeline();
        List<ElementRecord> shown = new ArrayList<>(timeline.subList(0, Math.min(ROWS, timeline.size())));
        timeline.stream()
                .skip(shown.size())
                .filter(e -> e.attempts() > 1)
                .limit(ROWS)
                .forEach(shown::add);
        shown.sort(Comparator.comparingLong(ElementRecord::index));
        for (ElementRecord e : shown) {
            rows.add(withBar(
                    List.of(
                            name(step),
                            step.task(),
                            step.map() ? Long.toString(e.index()) : "",
                            e.replica().isEmpty() ? "-" : e.replica(),
                            e.cold() ? "cold" : "warm",
                            format("%.1f", e.queuedMillis()),
                            format("%.1f", e.runMillis()),
                            cache(e),
                            Integer.toString(e.attempts())),
                    bar(e)));
        }
        long rest = step.progress().submitted() - shown.size();
        if (step.map() && rest > 0) {
            rows.add(withBar(List.of(name(step), step.task(), "+" + format("%,d", rest), "", "", "", "", "", ""), ""));
        }
    }

    private void summary(StepRecord step) {
        line(
                "step %s %s: %,d elements, %,d failed, %,d retried, %,d waited for a cold start; cache: %,d hits, %,d loads",
                name(step),
                step.task(),
                step.progress().submitted(),
                step.progress().failed(),
                step.progress().retried(),
                step.cold(),
                step.cacheHits(),
                step.cacheMisses());
        replicas(step.elementsByReplica());
        List<ElementRecord> slowest = step.timeline().stream()
                .sorted(Comparator.comparingDouble(ElementRecord::runMillis).reversed())
                .limit(SLOWEST)
                .toList();
        if (slowest.size() == SLOWEST) {
            StringBuilder names = new StringBuilder();
            slowest.forEach(e -> names.append(format(", %,d (%.1f ms on %s)", e.index(), e.runMillis(), e.replica())));
            boolean all = step.timeline().size() >= step.progress().submitted();
            line(
                    "  slowest%s: %s",
                    all ? "" : format(" of %,d recorded", step.timeline().size()), names.substring(2));
        }
    }

    private void replicas(Map<String, Long> elements) {
        if (elements.isEmpty()) {
            return;
        }
        List<Map.Entry<String, Long>> busiest = elements.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        StringBuilder names = new StringBuilder();
        busiest.stream().limit(REPLICAS).forEach(e -> names.append(format(", %s %,d", e.getKey(), e.getValue())));
        if (busiest.size() > REPLICAS) {
            Map.Entry<String, Long> last = busiest.get(busiest.size() - 1);
            names.append(format(" ... %s %,d", last.getKey(), last.getValue()));
        }
        line("  %d %s: %s", busiest.size(), busiest.size() == 1 ? "replica" : "replicas", names.substring(2));
    }

    /** Dots while it waited, hashes while it ran; at least one hash, so that nothing is invisible. */
    private String bar(ElementRecord e) {
        int submitted = column(e.startedMillis());
        int began = column(e.startedMillis() + e.queuedMillis());
        int ended = Math.max(column(e.startedMillis() + e.queuedMillis() + e.runMillis()), began + 1);
        if (e.attempts() == 0) {
            ended = began;
        }
        return " ".repeat(submitted) + ".".repeat(began - submitted) + "#".repeat(ended - began);
    }

    private int column(double at) {
        return (int) Math.max(0, Math.min(BAR - 1, Math.floor(at / millis * BAR)));
    }

    private String scale() {
        String end = format("%.0f ms", millis);
        return "0" + " ".repeat(Math.max(1, BAR - 1 - end.length())) + end;
    }

    private static String cache(ElementRecord e) {
        if (e.cacheHits() == 0 && e.cacheMisses() == 0) {
            return "";
        }
        String hits = e.cacheHits() == 0 ? "" : e.cacheHits() == 1 ? "hit" : e.cacheHits() + " hits";
        String loads = e.cacheMisses() == 0 ? "" : e.cacheMisses() == 1 ? "load" : e.cacheMisses() + " loads";
        return hits.isEmpty() || loads.isEmpty() ? hits + loads : hits + ", " + loads;
    }

    private static String name(StepRecord step) {
        return step.path().replaceAll("^/", "") + step.ordinal();
    }

    private static List<String> withBar(List<String> cells, String bar) {
        List<String> row = new ArrayList<>(cells);
        row.add(bar);
        return row;
    }

    private void table(List<List<String>> rows) {
        int columns = HEAD.size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder cells = new StringBuilder(" ");
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                boolean right = RIGHT.contains(HEAD.get(i));
                cells.append(' ')
                        .append(right ? pad + row.get(i) : row.get(i) + pad)
                        .append(' ');
            }
            line("%s", cells.append(' ').append(row.get(columns)).toString().stripTrailing());
        }
    }

    private void line(String format, Object... values) {
        text.append(format(format, values)).append('\n');
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
