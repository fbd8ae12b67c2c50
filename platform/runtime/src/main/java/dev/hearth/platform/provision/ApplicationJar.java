package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jar that this JVM was started with: what a replica's JVM is started with too. */
final class ApplicationJar {
    private ApplicationJar() {}

    /**
     * @param classPath the JVM's class path; {@code java -jar} makes it that one jar
     * @throws HearthException if this JVM was not started from a packaged Quarkus application
     */
    static Path find(String classPath) {
        if (!classPath.contains(File.pathSeparator) && classPath.endsWith(".jar")) {
            Path jar = Path.of(classPath).toAbsolutePath().normalize();
            if (Files.isRegularFile(jar) && mainClass(jar).startsWith("io.quarkus.")) {
                return jar;
            }
        }
        throw new HearthException(
                "Replicas as processes: this JVM does not run a packaged application, so there is no jar"
                        + " to start replicas from. Package it and run `java -jar quarkus-run.jar`, or set"
                        + " hearth.provisioner=embedded, or say how with hearth.process.command.");
    }

    private static String mainClass(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
            return main == null ? "" : main;
        } catch (IOException notAJar) {
            return "";
        }
    }
}
