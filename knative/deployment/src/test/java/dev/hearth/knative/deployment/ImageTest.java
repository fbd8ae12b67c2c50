package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Images on a base from a file, which has no JVM. */
@EnabledOnOs(OS.LINUX)
class ImageTest {
    private static final Instant BUILT = Instant.parse("2026-02-03T04:05:06.789Z");

    @TempDir
    private Path folder = Path.of("");

    private Path tar = Path.of("");

    @BeforeEach
    void files() throws Exception {
        tar = folder.resolve("target/jib-image.tar");
        file("base/etc/base");
        Jib.fromScratch()
                .addLayer(List.of(folder.resolve("base/etc")), AbsoluteUnixPath.get("/"))
                .addEnvironmentVariable("PATH", "/opt/java/bin")
                .containerize(
                        Containerizer.to(TarImage.at(folder.resolve("base.tar")).named("base"))
                                .setApplicationLayersCache(folder.resolve("cache"))
                                .setBaseImageLayersCache(folder.resolve("cache")));
        file("target/quarkus-app/quarkus-run.jar");
        file("target/quarkus-app/lib/main/some.jar");
        file("target/quarkus-app/hearth-archive/of-this-machine.jsa");
    }

    @Test
    void theApplicationIsPutOnTheBaseWithItsTimesAndItsEntryPoint() throws Exception {
        image("tar://" + folder.resolve("base.tar")).write();
        Path unpacked = unpack();
        Path jar = unpacked.resolve("deployments/quarkus-app/lib/main/some.jar");
        assertEquals(
                Instant.parse("2026-02-03T04:05:06Z"),
                Files.getLastModifiedTime(jar).toInstant());
        assertTrue(Files.exists(unpacked.resolve("etc/base")));
        assertTrue(Files.exists(unpacked.resolve("deployments/quarkus-app/quarkus-run.jar")));
        assertTrue(Files.notExists(unpacked.resolve("deployments/quarkus-app/hearth-archive")));
        assertTrue(Files.isExecutable(unpacked.resolve("deployments/start")));
        JsonNode config = config();
        assertEquals("1001", config.path("User").asText());
        assertEquals("[\"/deployments/start\"]", config.path("Entrypoint").toString());
        assertEquals("[\"PATH=/opt/java/bin\"]", config.path("Env").toString());
    }

    @Test
    void whatTheJvmOfTheImageHasMadeComesOnTop() throws Exception {
        file("made/quarkus-app/hearth-archive/1.jsa");
        file("made/quarkus-app/hearth-archive/lock");
        file("made/replica.args");
        image("tar://" + folder.resolve("base.tar")).write(new ImageArchive(folder.resolve("made")));
        Path unpacked = unpack();
        assertTrue(Files.exists(unpacked.resolve("deployments/quarkus-app/hearth-archive/1.jsa")));
        assertTrue(Files.notExists(unpacked.resolve("deployments/quarkus-app/hearth-archive/lock")));
        assertTrue(Files.exists(unpacked.resolve("deployments/replica.args")));
    }

    @Test
    void anImageThatHasNoJvmIsToldAndNothingOfItIsLeft() throws Exception {
        image("tar://" + folder.resolve("base.tar")).write();
        Path work = folder.resolve("target/container/work");
        IOException e = assertThrows(IOException.class, () -> ImageArchive.make(tar, work));
        assertTrue(String.valueOf(e.getMessage()).contains("'unshare' ended with exit code"), e::toString);
        assertTrue(Files.notExists(work));
    }

    @Test
    void aBaseThatIsNotThereIsNamed() {
        Image image = image("tar://" + folder.resolve("none.tar"));
        String message = String.valueOf(
                assertThrows(IllegalStateException.class, image::write).getMessage());
        assertTrue(message.contains("none.tar") && message.contains("hearth.image.base"), message);
    }

    private Image image(String base) {
        return new Image(base, "dev.local/parcels:1", folder.resolve("target/quarkus-app"), "#!/bin/sh\n", tar);
    }

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path, StandardCharsets.UTF_8);
        Files.setLastModifiedTime(file, FileTime.from(BUILT));
    }

    private Path unpack() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        Path parts = Files.createDirectories(folder.resolve("parts"));
        tar("-xf", tar.toString(), "--warning=no-unknown-keyword", "-C", parts.toString());
        for (JsonNode layer : manifest().path("Layers")) {
            tar("-xf", parts.resolve(layer.asText()).toString(), "-C", root.toString(), "--warning=no-unknown-keyword");
        }
        return root;
    }

    private JsonNode manifest() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("parts/manifest.json").toFile())
                .path(0);
    }

    private JsonNode config() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("parts")
                        .resolve(manifest().path("Config").asText())
                        .toFile())
                .path("config");
    }

    private static void tar(String... arguments) throws Exception {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("tar"), Stream.of(arguments)).toList())
                .inheritIO()
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }
}
