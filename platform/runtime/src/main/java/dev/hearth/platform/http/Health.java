package dev.hearth.platform.http;

import dev.hearth.functions.catalog.Catalog;

/** Which platform answers. */
public record Health(String application, String version, long pid) {
    static Health of(Catalog catalog) {
        return new Health(
                catalog.applicationName(),
                catalog.version(),
                ProcessHandle.current().pid());
    }
}
