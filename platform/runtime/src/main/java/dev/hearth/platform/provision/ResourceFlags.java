package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.Quantity;
import java.util.ArrayList;
import java.util.List;

/** What an environment's requests and limits are for the JVM of a replica. */
final class ResourceFlags {
    private static final long MI = 1L << 20;

    private ResourceFlags() {}

    static List<String> of(ContainerSpec container) {
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
        flags.add("-Xmx" + limit / 2 / MI + "m");
    }
}
