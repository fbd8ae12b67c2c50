package dev.hearth.platform.provision;

import com.sun.management.OperatingSystemMXBean;
import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.Quantity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many replica processes the machine's memory bears at once. */
final class ReplicaRoom {
    static final String PROPERTY = "hearth.process.fresh-replicas";

    /**
     * What a replica without a memory limit is taken to need. Measured: one that has run a small task has 60 to 80 MiB to itself (its proportional set size).
     * For tasks that hold much more, the environment needs a limit, or the property must be set.
     */
    static final long REPLICA_BYTES = 128L << 20;

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

    private ReplicaRoom() {}

    /** At least 1: what was configured, or how many fit into this much memory. */
    static int replicas(EnvironmentSpec environment, OptionalInt configured, long bytes) {
        if (configured.isEmpty()) {
            long each = environment
                    .container()
                    .limits()
                    .memory()
                    .map(limit -> Quantity.memory(limit).ceil())
                    .orElse(REPLICA_BYTES);
            return Math.toIntExact(Math.max(1, Math.min(Integer.MAX_VALUE, bytes / each)));
        }
        if (configured.getAsInt() < 1) {
            throw new HearthException("Property '" + PROPERTY + "': its value is '" + configured.getAsInt()
                    + "', but must be a whole number of at least 1.");
        }
        return configured.getAsInt();
    }

    /** Memory that can be had without swapping: what Linux reckons; elsewhere, half of what the machine has. */
    static long availableBytes() {
        try {
            Matcher available = AVAILABLE.matcher(Files.readString(MEMORY));
            if (available.find()) {
                return Long.parseLong(available.group(1)) << 10;
            }
        } catch (IOException e) {
            // No Linux. What a JVM then gives as free leaves out all that caches would give up.
        }
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / 2;
    }
}
