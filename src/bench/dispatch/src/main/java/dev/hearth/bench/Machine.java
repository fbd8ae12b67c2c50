package dev.hearth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {
    /** Its place among the figures of a line of {@code /proc/stat}. */
    private static final int STEAL = 7;

    private Machine() {}

    static String facts() {
        return String.format(
                Locale.ROOT,
                "%d processors, JDK %s (%s), load %.2f before the run, memory available %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                availableMegabytes().isPresent() ? availableMegabytes().getAsLong() + " MB" : "unknown");
    }

    /** The processors' time until now, in ticks: what other machines on the same hardware took, and all. Zeros where the system does not say. */
    static long[] ticks() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            long[] each = lines.findFirst().stream()
                    .flatMap(line -> Arrays.stream(line.trim().split("\\s+")).skip(1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new long[] {each[STEAL], Arrays.stream(each, 0, STEAL + 1).sum()};
        } catch (IOException | UncheckedIOException e) {
            // Not a Linux.
            return new long[2];
        }
    }

    /** What other machines took since then. */
    static String stolenSince(long[] before) {
        long[] now = ticks();
        double all = Math.max(1, now[1] - before[1]);
        return String.format(Locale.ROOT, "%.1f %% of the processors' time was stolen", 100 * (now[0] - before[0]) / all);
    }

    /** Memory that processes can still have; unknown where the system does not say. */
    static OptionalLong availableMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
                }
            }
        } catch (IOException e) {
            // Not a Linux.
        }
        return OptionalLong.empty();
    }
}
