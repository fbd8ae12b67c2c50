package dev.hearth.functions.replica;

import java.io.IOException;
import java.io.InputStream;

/** The pipe that the platform holds open: its end means that the platform is dead, however it died. */
final class StandardInput {
    private StandardInput() {}

    /** Watches it from now on; a task that reads standard input finds its end. */
    static void watch() {
        InputStream pipe = System.in;
        System.setIn(InputStream.nullInputStream());
        Thread watcher = new Thread(() -> untilEnd(pipe), "hearth-platform-watch");
        watcher.setDaemon(true);
        watcher.start();
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
