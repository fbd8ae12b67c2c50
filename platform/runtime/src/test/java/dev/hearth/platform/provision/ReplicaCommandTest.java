package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ContainerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicaCommandTest {
    @TempDir
    Path folder;

    @Test
    void aReplicaIsStartedFromThePlatformsOwnJarWithItsConfiguration() throws IOException {
        Path jar = jar("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        List<String> command = ReplicaCommand.of(
                config(Optional.empty(), "-Xmx64m -XX:+UseSerialGC"),
                "/jdk",
                jar.toString(),
                List.of(
                        "-Xmx4g",
                        "-Dmodel.path=/models",
                        "-Dquarkus.http.port=0",
                        "-Dhearth.role=platform",
                        "-Dhearth.secrets.directory=/s",
                        "-Dhearth.environments.a.concurrency=2"),
                ContainerSpec.DEFAULT,
                ReplicaCommandTest::start);
        assertEquals("/jdk/bin/java", command.get(0));
        // The application's own come later, and so may say otherwise.
        assertEquals(
                List.of(
                        "-Dquarkus.log.category.\"io.quarkus\".level=WARN",
                        "-Dsmallrye.config.mapping.validate-unknown=false",
                        "-Dmodel.path=/models",
                        "-Dhearth.environments.a.concurrency=2"),
                command.subList(1, 5));
        assertEquals(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-jar", jar.toString()),
                command.subList(command.size() - 4, command.size()));
        assertTrue(command.contains("--add-opens=java.base/java.lang=ALL-UNNAMED"));
        assertTrue(command.stream().noneMatch(word -> word.contains("http.port") || word.contains("hearth.role")));
    }

    @Test
    void aCommandOfTheConfigurationReplacesAllOfIt() {
        assertEquals(
                List.of("/bin/sh", "-c", "exit 3"),
                ReplicaCommand.of(
                        config(Optional.of("/bin/sh -c 'exit 3'"), ""),
                        "/jdk",
                        "none",
                        List.of(),
                        ContainerSpec.DEFAULT,
                        ReplicaCommandTest::start));
    }

    @Test
    void withoutAPackagedApplicationTheErrorSaysWhatToDo() throws IOException {
        for (String classPath : List.of(
                folder + ":" + folder,
                folder.resolve("absent.jar").toString(),
                jar("org.apache.maven.surefire.booter.ForkedBooter").toString())) {
            var e = assertThrows(
                    HearthException.class,
                    () -> ReplicaCommand.of(
                            config(Optional.empty(), ""),
                            "/jdk",
                            classPath,
                            List.of(),
                            ContainerSpec.DEFAULT,
                            ReplicaCommandTest::start));
            assertTrue(String.valueOf(e.getMessage()).contains("hearth.provisioner=embedded"), e::getMessage);
        }
    }

    private static List<String> start(Path jar) {
        return List.of("-jar", jar.toString());
    }

    private Path jar(String mainClass) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        Path jar = Files.createTempFile(folder, "app", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }

    static ProcessConfig config(Optional<String> command, String jvmOptions) {
        return new ProcessConfig() {
            @Override
            public OptionalInt freshReplicas() {
                return OptionalInt.empty();
            }

            @Override
            public Optional<String> command() {
                return command;
            }

            @Override
            public String jvmOptions() {
                return jvmOptions;
            }

            @Override
            public boolean archive() {
                return true;
            }

            @Override
            public int niceness() {
                return 5;
            }

            @Override
            public OptionalInt concurrentStarts() {
                return OptionalInt.empty();
            }

            @Override
            public Duration startHold() {
                return Duration.ofSeconds(5);
            }
        };
    }
}
