package dev.hearth.platform.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.HearthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationJarTest {
    private final Path jar;

    ApplicationJarTest(@TempDir Path folder) {
        this.jar = folder.resolve("app.jar");
    }

    @Test
    void anUberJarWithAMainClassOfItsOwnIsKnownByWhatTheBuildHasWrittenIntoIt() throws IOException {
        write("META-INF/hearth/application.properties");
        assertEquals(jar, ApplicationJar.find(jar.toString()));
    }

    @Test
    void aJarWithoutItIsNotAnApplication() throws IOException {
        write("com/example/Main.class");
        assertThrows(HearthException.class, () -> ApplicationJar.find(jar.toString()));
    }

    private void write(String entry) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.example.Main");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
        }
    }
}
