package dev.hearth.examples.secrets;

import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;

public class Signatures {
    @Inject
    Signer signer;

    @Workflow
    public String signature(@Default("hello") String text) throws GeneralSecurityException {
        return signer.sign(text);
    }

    @Workflow
    public String faultySecretResult() {
        return signer.returnKey();
    }

    @Workflow
    public void faultySecretFailure() {
        signer.tellKey();
    }
}
