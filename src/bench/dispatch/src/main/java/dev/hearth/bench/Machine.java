package dev.hearth.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** What the figures were measured on. */
final class Machine {
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
