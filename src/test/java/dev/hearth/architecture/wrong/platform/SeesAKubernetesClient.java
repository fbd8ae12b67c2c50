package dev.hearth.architecture.wrong.platform;

import java.util.zip.CRC32;

/** {@code java.util.zip} stands for the client. */
public class SeesAKubernetesClient {
    static Class<?> client() {
        return CRC32.class;
    }
}
