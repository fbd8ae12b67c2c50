package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.hearth.functions.deployment.faulty.FaultyApplication;
import io.quarkus.test.QuarkusUnitTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addPackage(FaultyApplication.class.getPackage()))
            .assertException(failure -> assertEquals(expected(), shortened(failure)));

    @Test
    void allFaultsAreNamedAtOnceEachWithClassMethodAndRemedy() {
        fail("it was built");
    }

    private static String shortened(Throwable failure) {
        return String.valueOf(failure.getMessage()).replace(FaultyApplication.class.getName() + "$", "");
    }

    private static String expected() {
        try (InputStream in = Objects.requireNonNull(FaultsTest.class.getResourceAsStream("faults.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
