package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.examples.WithSecrets;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What the guide shows of secrets. */
@QuarkusTest
@TestProfile(WithSecrets.class)
class PaymentsTest {
    @Inject
    Payments payments;

    @Test
    void aTaskHasTheSecretThatItsEnvironmentRequests() {
        assertEquals("paid 5 with a token of " + WithSecrets.VALUE.length() + " characters", payments.pay(5));
    }
}
