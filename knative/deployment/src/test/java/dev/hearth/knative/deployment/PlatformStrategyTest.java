package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformStrategyTest {
    @Test
    void withADatabaseServerOnePlatformTakesOverFromTheOther() {
        assertFalse(PlatformDeploymentProcessor.alone(Optional.empty(), Optional.of("postgresql")));
    }

    @Test
    void aFileOrAVolumeIsOnePlatformsAtATime() {
        assertTrue(PlatformDeploymentProcessor.alone(Optional.empty(), Optional.empty()));
        assertTrue(PlatformDeploymentProcessor.alone(Optional.empty(), Optional.of("h2")));
        assertTrue(PlatformDeploymentProcessor.alone(Optional.of("harbour-state"), Optional.of("postgresql")));
    }
}
