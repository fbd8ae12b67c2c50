package dev.hearth.knative.deploy;

/** The Secret with the hashes of the platform's API tokens: what the build's manifests and {@code deploy} agree on. */
public final class TokensSecret {
    /** The file in it, as {@code hearth.auth.tokens-file} takes it. */
    public static final String FILE = "tokens.json";

    private TokensSecret() {}

    /** Of an application. */
    public static String name(String application) {
        return application + "-tokens";
    }
}
