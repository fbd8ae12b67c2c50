package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.HearthException;
import org.junit.jupiter.api.Test;

class InstallationNameTest {
    @Test
    void aNameThatIsALabelIsTheName() {
        assertEquals("harbour", InstallationProcessor.application("harbour", "harbour"));
    }

    @Test
    void anotherNameOnTheClusterIsRefused() {
        var e = assertThrows(HearthException.class, () -> InstallationProcessor.application("harbour", "port"));
        assertEquals(
                "Application 'harbour': on the cluster it is called 'port', but must be called 'harbour' everywhere. Set"
                        + " quarkus.application.name=harbour, and leave quarkus.kubernetes.name unset.",
                e.getMessage());
    }

    @Test
    void aNameThatIsNoLabelIsRefusedWithOneThatIs() {
        var e = assertThrows(
                HearthException.class, () -> InstallationProcessor.application("My Harbour", "My Harbour"));
        assertEquals(
                "Application 'My Harbour': on the cluster it is called 'My Harbour', but must be called 'my-harbour'"
                        + " everywhere. Set quarkus.application.name=my-harbour, and leave quarkus.kubernetes.name unset.",
                e.getMessage());
    }
}
