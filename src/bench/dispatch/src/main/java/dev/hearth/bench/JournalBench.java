package dev.hearth.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the journal costs: {@code JournalBench APPLICATION_JAR [--quick]}. A map of trivial elements on 8 replicas, in turns on a platform with a
 * journal in a file, each of whose commits is on disk, and on one without.
 */
final class JournalBench implements AutoCloseable {
    /** Both JVMs compile what they run for about so many rounds. */
    private static final int WARMINGS = 10;

    private final Path folder = Files.createTempDirectory("hearth-bench-journal");
    private final HearthPlatform with;
    private final HearthPlatform without;

    private JournalBench(Path jar) throws IOException, InterruptedException {
        with = platform(jar, "h2");
        without = platform(jar, "none");
    }

    private HearthPlatform platform(Path jar, String kind) throws IOException, InterruptedException {
        return HearthPlatform.start(
                jar, Files.createDirectory(folder.resolve(kind)), Map.of("HEARTH_JOURNAL_KIND", kind));
    }

    public static void main(String... arguments) throws Exception {
        boolean quick = List.of(arguments).contains("--quick");
        int rounds = quick ? 5 : 11;
        int millis = quick ? 2000 : 4000;
        try (JournalBench bench = new JournalBench(Path.of(arguments[0]))) {
            for (int i = 0; i < WARMINGS; i++) {
                rate(bench.with, millis);
                rate(bench.without, millis);
            }
            Samples journalled = new Samples();
            Samples plain = new Samples();
            for (int round = 1; round <= rounds; round++) {
                double one = rate(bench.with, millis);
                double other = rate(bench.without, millis);
                journalled.add(one);
                plain.add(other);
                System.err.printf("Round %d: with %,.0f, without %,.0f elements/s%n", round, one, other);
            }
            Report report = new Report();
            report.compare(
                    "map, 8 replicas, journal", "/s", journalled, "no journal", plain, Report.Better.MORE, 0.85);
            System.out.println(Machine.facts());
            System.out.println(report);
        }
    }

    private static double rate(HearthPlatform platform, int millis) throws IOException, InterruptedException {
        JsonNode rate = platform.run("map", Map.of("millis", millis));
        return rate.get("elements").asDouble() * 1e9 / rate.get("nanos").asDouble();
    }

    @Override
    public void close() throws IOException {
        with.end();
        without.end();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
