package dev.hearth.platform.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.bootstrap.runner.SerializedApplication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an index that Quarkus itself has written. */
class FastJarTest {
    private final Path folder;
    private final Path launcher;

    FastJarTest(@TempDir Path folder) {
        this.folder = folder;
        this.launcher = folder.resolve("quarkus-run.jar");
    }

    @Test
    void theClassPathHasWhatQuarkusLoadsFirstThenItsIndexInOrder() throws IOException {
        write("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        FastJar fastJar = FastJar.read(launcher);
        assertNotNull(fastJar);
        assertEquals("com.example.Main", fastJar.mainClass());
        assertEquals(
                List.of(
                        "lib/boot/first.jar",
                        "quarkus/transformed-bytecode.jar",
                        "quarkus/generated-bytecode.jar",
                        "app/app.jar",
                        "lib/main/a.jar"),
                fastJar.classPath().stream()
                        .map(jar -> folder.relativize(jar).toString())
                        .toList());
        assertEquals(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED"), fastJar.flags());
    }

    @Test
    void anotherPackagingIsNone() throws IOException {
        write("com.example.Main");
        assertNull(FastJar.read(launcher));
    }

    @Test
    void anIndexThatIsNotUnderstoodAndAMissingJarAreErrors() throws IOException {
        write("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        Files.delete(folder.resolve("lib/main/a.jar"));
        assertThrows(IOException.class, () -> FastJar.read(launcher));
        Files.writeString(folder.resolve("quarkus/quarkus-application.dat"), "something else");
        assertThrows(IOException.class, () -> FastJar.read(launcher));
    }

    private void write(String main) throws IOException {
        Path boot = jar("lib/boot/first.jar", "com/example/boot/A.class");
        List<Path> indexed = List.of(
                jar("quarkus/transformed-bytecode.jar", "com/example/T.class"),
                jar("quarkus/generated-bytecode.jar", "com/example/G.class"),
                jar("app/app.jar", "com/example/Main.class"),
                jar("lib/main/a.jar", "META-INF/services/com.example.Service"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("quarkus/quarkus-application.dat"))) {
            SerializedApplication.write(out, "com.example.Main", folder, indexed, List.of(boot));
        }
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main);
        attributes.put(Attributes.Name.CLASS_PATH, "lib/boot/first.jar");
        attributes.putValue("Add-Opens", "java.base/java.lang");
        new JarOutputStream(Files.newOutputStream(launcher), manifest).close();
    }

    private Path jar(String name, String entry) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Implementation-Title", name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
        }
        return jar;
    }
}
