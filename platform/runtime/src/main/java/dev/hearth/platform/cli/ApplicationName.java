package dev.hearth.platform.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The application's name and version, from a resource that the build wrote: known without starting anything.
 *
 * @param name as in {@code quarkus.application.name}
 * @param version as in {@code quarkus.application.version}
 */
public record ApplicationName(String name, String version) {
    /** Where the build writes it. */
    static final String RESOURCE = "META-INF/hearth/application.properties";

    static ApplicationName read() {
        Properties properties = new Properties();
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ApplicationName(
                properties.getProperty("name", "hearth"), properties.getProperty("version", "unknown"));
    }
}
