package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * What an environment's requests and limits are for the JVM of a replica.
 *
 * <p>A memory limit is the whole process's. What grows with the application beside the heap gets a bound of its own, as a share of the
 * limit between two amounts, and the heap gets the rest. Measured on a small application whose heap is full, JDK 17 and 25: classes took 26
 * MiB, compiled code 8 MiB, and what has no bound, which is the JVM itself, its shared archive, symbols, stacks and malloc, 36 MiB.
 */
public final class ResourceFlags {
    private static final long MI = 1L << 20;

    /** What has no bound: what was measured, and as much again for the compilers' own memory as a third of it. */
    private static final long UNBOUNDED = 48 * MI;

    /** The collector's tables grow with the heap. */
    private static final long TABLES_SHARE = 64;

    private ResourceFlags() {}

    /** The options, in the order of a command line. */
    public static List<String> of(ContainerSpec container) {
        List<String> flags = new ArrayList<>();
        container.limits().bytes().map(Quantity::ceil).ifPresent(limit -> memory(limit, flags));
        container
                .limits()
                .processors()
                .or(() -> container.requests().processors())
                .map(Quantity::ceil)
                .ifPresent(count -> flags.add("-XX:ActiveProcessorCount=" + Math.min(count, Integer.MAX_VALUE)));
        return flags;
    }

    private static void memory(long limit, List<String> flags) {
        long classes = share(limit, 5, 40, 192);
        long code = share(limit, 10, 24, 96);
        long direct = share(limit, 20, 8, 64);
        long heap = limit - UNBOUNDED - limit / TABLES_SHARE - classes - code - direct;
        flags.add("-Xmx" + heap / MI + "m");
        flags.add("-XX:MaxMetaspaceSize=" + classes / MI + "m");
        flags.add("-XX:ReservedCodeCacheSize=" + code / MI + "m");
        flags.add("-XX:MaxDirectMemorySize=" + direct / MI + "m");
    }

    private static long share(long limit, long part, long leastMi, long mostMi) {
        return Math.max(leastMi * MI, Math.min(mostMi * MI, limit / part));
    }
}
