package dev.hearth.examples;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A folder with the secrets that the examples and the guide's classes request. */
public class WithSecrets implements QuarkusTestProfile {
    /** The value of each. */
    public static final String VALUE = "open-sesame";

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path folder = Files.createTempDirectory("secrets");
            for (String key : new String[] {"SIGNING_KEY", "PAYMENT_TOKEN"}) {
                Path file = Files.writeString(folder.resolve(key), VALUE + "\n");
                file.toFile().deleteOnExit();
            }
            return Map.of("hearth.secrets.directory", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
