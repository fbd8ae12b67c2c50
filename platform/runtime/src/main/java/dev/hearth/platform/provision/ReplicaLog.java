package dev.hearth.platform.provision;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the lines that replicas write into the platform's log, under the category {@code hearth.replica.<environment>}. One thread
 * logs for all replicas behind a bounded queue: a slow console costs lines (they are counted), never a replica that waits for it.
 */
final class ReplicaLog {
    /** Lines that wait for the log at most; at 16 KiB a line, this bounds memory. */
    static final int MAX_WAITING = 1024;

    private record Line(String environment, String text) {}

    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final BiConsumer<String, String> log;
    private @Nullable Thread thread;
    private volatile boolean closed;

    ReplicaLog() {
        this((environment, text) ->
                Logger.getLogger("hearth.replica." + environment).info(text));
    }

    /** @param log takes environment and text, in the log's own thread */
    ReplicaLog(BiConsumer<String, String> log) {
        this.log = log;
    }

    /** A replica's way into the log. For one thread. */
    Source source(String environment, String replica) {
        start();
        return new Source(environment, replica);
    }

    /** Logs what waits, for at most half a second, and ends the thread. */
    void close() {
        closed = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.interrupt();
            try {
                running.join(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void start() {
        if (thread == null) {
            Thread started = new Thread(this::run, "hearth-replica-log");
            started.setDaemon(true);
            thread = started;
            started.start();
        }
    }

    private void run() {
        while (true) {
            Line line;
            try {
                // Once closed, only what is there already.
                line = closed ? waiting.poll() : waiting.poll(1, TimeUnit.HOURS);
            } catch (InterruptedException closing) {
                continue;
            }
            if (line != null) {
                log.accept(line.environment(), line.text());
            } else if (closed) {
                return;
            }
        }
    }

    /** One replica's lines. */
    final class Source {
        private final String environment;
        private final String prefix;
        private long leftOut;

        private Source(String environment, String replica) {
            this.environment = environment;
            this.prefix = "[" + replica + "] ";
        }

        /** Never blocks. */
        void line(String text) {
            if (leftOut > 0 && waiting.offer(new Line(environment, note()))) {
                leftOut = 0;
            }
            if (leftOut > 0 || !waiting.offer(new Line(environment, prefix + text))) {
                leftOut++;
            }
        }

        /** No more lines will come: says how many were left out, if any. Waits at most a second for room to say it. */
        void end() {
            if (leftOut > 0) {
                try {
                    waiting.offer(new Line(environment, note()), 1, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private String note() {
            return prefix + "(" + leftOut + " lines left out: they came faster than the log could take them)";
        }
    }
}
