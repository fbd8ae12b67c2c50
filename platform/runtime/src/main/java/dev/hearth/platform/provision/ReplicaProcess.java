package dev.hearth.platform.provision;

import dev.hearth.functions.secret.SecretPipe;
import dev.hearth.functions.secret.Secrets;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One process of a replica, itself or one beside it: its output, and its end. */
final class ReplicaProcess {
    /** How long after the process's end its last output is waited for: a child of its own may keep the pipe open. */
    static final long DRAIN_MILLIS = 500;

    /** How long a watcher may take. */
    private static final long RELEASE_MILLIS = 500;

    /** Enough to split lines and hand them over. */
    private static final long STACK_BYTES = 256 * 1024L;

    private final Process process;
    private final OutputReader output;
    private final CompletableFuture<Void> ended;

    private ReplicaProcess(Process process, OutputReader output, CompletableFuture<Void> ended) {
        this.process = process;
        this.output = output;
        this.ended = ended;
    }

    /**
     * Starts the process. Its input stays open: when the platform dies, whatever way, the end of that stream tells the process.
     *
     * @param name for its threads
     * @param secrets what its output must not show
     * @param onEnd is told the reason, once
     */
    static ReplicaProcess start(
            ProcessBuilder builder, String name, ReplicaLog.Source log, Secrets secrets, Consumer<String> onEnd)
            throws IOException {
        builder.redirectErrorStream(true);
        Process process = builder.start();
        OutputReader output = new OutputReader(log::line, secrets);
        CompletableFuture<Void> drained = new CompletableFuture<>();
        startThread("hearth-output-" + name, () -> {
            try {
                output.readAll(process.getInputStream());
            } finally {
                drained.complete(null);
                log.end();
            }
        });
        CompletableFuture<Void> ended = process.onExit()
                .thenCompose(gone -> drained.completeOnTimeout(null, DRAIN_MILLIS, TimeUnit.MILLISECONDS))
                .thenRun(() -> onEnd.accept(ExitReason.of(process.exitValue(), output.lastLines())));
        return new ReplicaProcess(process, output, ended);
    }

    /** Writes the secrets to its input, on a thread of their own: a process that does not read would hold up whoever writes. */
    void send(Secrets secrets, String name) {
        startThread("hearth-secrets-" + name, () -> {
            try {
                SecretPipe.write(secrets, process.getOutputStream());
            } catch (IOException ended) {
                // Its end is told to whoever waits for it.
            }
        });
    }

    private static void startThread(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it at once, with whatever it has started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /**
     * Ends one that {@link SideCommand} has made, with whatever it has started: by the end of its input, as the platform's death would.
     * Its watcher must not be killed before it has acted on that; what is left a little later is killed here.
     */
    void release() {
        List<ProcessHandle> all = process.descendants().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // Then its input has ended as well.
        }
        CompletableFuture.delayedExecutor(RELEASE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            all.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** The exit code of one that has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** What it wrote last, as the end of a message. */
    String lastLines() {
        return ExitReason.lastLines(output.lastLines());
    }

    long pid() {
        return process.pid();
    }

    /** Completes when the end has been told. */
    CompletableFuture<Void> ended() {
        return ended;
    }
}
