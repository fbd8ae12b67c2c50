package dev.hearth.examples.secrets;

import static dev.hearth.examples.Messages.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.examples.WithSecrets;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithSecrets.class)
class SignaturesTest {
    @Inject
    Signatures signatures;

    @Test
    void theSameCodeSignsInEmbeddedReplicas() throws GeneralSecurityException {
        assertEquals("b086962a236b52a9769f5957607dc13d783e56de2c280d6f69dc6e8174cccef8", signatures.signature("hello"));
    }

    @Test
    void aResultAndAFailureDoNotTellTheKeyHereEither() {
        TaskFailedException result = assertThrows(TaskFailedException.class, () -> signatures.faultySecretResult());
        assertEquals(FailureKind.BAD_RESULT, result.kind());
        assertSays(result, "secret 'SIGNING_KEY'");
        TaskFailedException failure = assertThrows(TaskFailedException.class, () -> signatures.faultySecretFailure());
        assertSays(failure, "thrown: ***");
        assertFalse((result + result.remoteTrace() + failure + failure.remoteTrace()).contains(WithSecrets.VALUE));
    }
}
