package dev.hearth.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The text of API tokens. */
final class ApiToken {
    /** What scanners for leaked secrets know them by. */
    static final String PREFIX = "hearth_";

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ApiToken() {}

    /** A new one, of 256 random bits. */
    static String make() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /**
     * What is kept of it. A fast hash is right here: slow ones make up for passwords that can be guessed, and nobody guesses 256
     * random bits, while each request would pay for the slowness.
     */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
