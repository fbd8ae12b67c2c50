package dev.hearth.platform.run;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of a step's arguments. Not safe for use by several threads. */
final class ArgumentDigest {
    private static final int SHOWN_BYTES = 8;

    private final MessageDigest sha256;

    ArgumentDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
        }
    }

    static String of(byte[] input) {
        ArgumentDigest digest = new ArgumentDigest();
        digest.add(input);
        return digest.end();
    }

    void add(byte[] input) {
        add(input, input.length);
    }

    void add(byte[] input, int length) {
        sha256.update(input, 0, length);
        // A separator that no JSON text has, so that two inputs never pass for one.
        sha256.update((byte) 0);
    }

    String end() {
        return HexFormat.of().formatHex(sha256.digest(), 0, SHOWN_BYTES);
    }
}
