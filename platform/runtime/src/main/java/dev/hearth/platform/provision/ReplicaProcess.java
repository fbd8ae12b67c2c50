package dev.hearth.platform.provision;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One replica's process, its output, and its end. */
final class ReplicaProcess {
    /** How long after the process's end its last output is waited for: a child of its own may keep the pipe open. */
    static final long DRAIN_MILLIS = 500;

    /** Enough to split lines and hand them over. */
    private static final long STACK_BYTES = 256 * 1024L;

    private final Process process;
    private final CompletableFuture<Void> ended;

    private ReplicaProcess(Process process, CompletableFuture<Void> ended) {
        this.process = process;
        this.ended = ended;
    }

    /**
     * Starts the process. Its input stays open and is never written: when the platform dies, whatever way, the end of that stream
     * tells the replica.
     *
     * @param onEnd is told the reason, once
     */
    static ReplicaProcess start(ProcessBuilder builder, String replica, ReplicaLog.Source log, Consumer<String> onEnd)
            throws IOException {
        builder.redirectErrorStream(true);
        Process process = builder.start();
        OutputReader output = new OutputReader(log::line);
        CompletableFuture<Void> drained = new CompletableFuture<>();
        Thread reader = new Thread(
                null,
                () -> {
                    try {
                        output.readAll(process.getInputStream());
                    } finally {
                        drained.complete(null);
                        log.end();
                    }
                },
                "hearth-output-" + replica,
                STACK_BYTES);
        reader.setDaemon(true);
        reader.start();
        CompletableFuture<Void> ended = process.onExit()
                .thenCompose(gone -> drained.completeOnTimeout(null, DRAIN_MILLIS, TimeUnit.MILLISECONDS))
                .thenRun(() -> onEnd.accept(ExitReason.of(process.exitValue(), output.lastLines())));
        return new ReplicaProcess(process, ended);
    }

    /** Ends it at once, with whatever it has started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    long pid() {
        return process.pid();
    }

    /** Completes when the end has been told. */
    CompletableFuture<Void> ended() {
        return ended;
    }
}
