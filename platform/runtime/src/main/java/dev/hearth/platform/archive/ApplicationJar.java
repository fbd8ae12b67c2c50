package dev.hearth.platform.archive;

import dev.hearth.HearthException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jar that this JVM was started with: what a replica's JVM is started with too. */
public final class ApplicationJar {
    /** The build writes it into every application that has the platform; in an uber-jar it lies in the jar itself. */
    private static final String MARK = "META-INF/hearth/application.properties";

    private ApplicationJar() {}

    /**
     * Finds it.
     *
     * @param classPath the JVM's class path; {@code java -jar} makes it that one jar
     * @throws HearthException if this JVM was not started from a packaged Quarkus application
     */
    public static Path find(String classPath) {
        if (!classPath.contains(File.pathSeparator) && classPath.endsWith(".jar")) {
            Path jar = Path.of(classPath).toAbsolutePath().normalize();
            if (Files.isRegularFile(jar) && isApplication(jar)) {
                return jar;
            }
        }
        throw new HearthException(
                "Replicas as processes: this JVM does not run a packaged application, so there is no jar"
                        + " to start replicas from. Package it and run `java -jar quarkus-run.jar`, or set"
                        + " hearth.provisioner=embedded, or say how with hearth.process.command.");
    }

    private static boolean isApplication(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
            return main != null && (main.startsWith("io.quarkus.") || file.getEntry(MARK) != null);
        } catch (IOException notAJar) {
            return false;
        }
    }
}
