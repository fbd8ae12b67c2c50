package dev.hearth.knative.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each pair of files: what an environment says, and what becomes of it on the cluster. */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    @TestFactory
    Stream<DynamicTest> theEnvironmentBecomesTheObject() throws IOException {
        return names().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertEquals(Files.readString(FOLDER.resolve(name + ".yaml")), object(name))));
    }

    @Test
    void thereIsAPairForEachFeature() throws IOException {
        assertTrue(names().size() >= 15, () -> "found in " + FOLDER.toAbsolutePath());
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".properties"))
                    .map(file -> file.substring(0, file.lastIndexOf('.')))
                    .sorted()
                    .toList();
        }
    }

    static String object(String name) throws IOException {
        Given given = Given.read(FOLDER.resolve(name + ".properties"));
        String yaml = Serialization.asYaml(
                given.environment().regular()
                        ? ReplicaPods.ofTask(given.environment(), Given.DEPLOYMENT, "replica-1")
                        : KnativeServices.of(given.environment(), Given.DEPLOYMENT));
        // A digest of all that an environment can say, so of more than the file does.
        return yaml.replace(given.environment().identity(Given.DEPLOYMENT.build()), "0123456789abcdef");
    }
}
