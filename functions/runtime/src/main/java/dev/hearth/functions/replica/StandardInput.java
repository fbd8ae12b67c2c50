package dev.hearth.functions.replica;

import dev.hearth.functions.secret.SecretPipe;
import dev.hearth.functions.secret.Secrets;
import java.io.IOException;
import java.io.InputStream;

/**
 * The pipe that the platform holds open: its end means that the platform is dead, however it died. What comes through it is the
 * replica's secrets, at the start: neither the command line nor the variables of a process are private.
 */
final class StandardInput {
    private static volatile Secrets secrets = Secrets.NONE;

    private StandardInput() {}

    /**
     * Watches it from now on; a task that reads standard input finds its end.
     *
     * @param withSecrets reads the secrets first
     */
    static void watch(boolean withSecrets) {
        InputStream pipe = System.in;
        System.setIn(InputStream.nullInputStream());
        if (withSecrets) {
            try {
                secrets = SecretPipe.read(pipe);
            } catch (IOException e) {
                Runtime.getRuntime().halt(ReplicaExit.PLATFORM_GONE);
            }
        }
        Thread watcher = new Thread(() -> untilEnd(pipe), "hearth-platform-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** What the platform has sent. */
    static Secrets secrets() {
        return secrets;
    }

    private static void untilEnd(InputStream pipe) {
        byte[] ignored = new byte[64];
        int count = 0;
        while (count >= 0) {
            try {
                count = pipe.read(ignored);
            } catch (IOException e) {
                count = -1;
            }
        }
        // Whatever state the process is in: nobody waits for it any more.
        Runtime.getRuntime().halt(ReplicaExit.PLATFORM_GONE);
    }
}
