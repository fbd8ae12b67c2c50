package dev.hearth.examples.budget;

import dev.hearth.ActorEnvironment;
import dev.hearth.Resources;
import dev.hearth.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A replica with limits: what its JVM makes of them. */
@ActorEnvironment(
        name = "budget",
        requests = @Resources(cpu = "500m"),
        limits = @Resources(cpu = "1500m", memory = "256Mi"))
public class Budget {
    private static final int MI = 1 << 20;
    private static final Path STATUS = Path.of("/proc/self/status");

    /**
     * What a replica has, after its heap has been filled.
     *
     * @param processors what it may use at a time
     * @param heapMi the most that its heap can become
     * @param filledMi what was put on the heap
     * @param peakMi the most memory that the process ever had; 0 where the system does not tell
     */
    public record Use(int processors, long heapMi, int filledMi, long peakMi) {}

    /** Fills the heap until only {@code spareMi} are left. */
    @Task
    public Use fill(int spareMi) throws IOException {
        Runtime jvm = Runtime.getRuntime();
        List<byte[]> filling = new ArrayList<>();
        while (jvm.maxMemory() - (jvm.totalMemory() - jvm.freeMemory()) > (long) spareMi * MI) {
            // Each byte is written, so that the memory is really there; half a mebibyte fits into what a full heap has
            // left.
            byte[] block = new byte[MI / 2];
            Arrays.fill(block, (byte) 1);
            filling.add(block);
        }
        return new Use(jvm.availableProcessors(), jvm.maxMemory() / MI, filling.size() / 2, peakMi());
    }

    private static long peakMi() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
