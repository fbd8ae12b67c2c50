package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.secret.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The processes of an environment's init containers for one replica: started in their order before it, on a thread of their own, and ended
 * with it. Safe for use by several threads.
 */
final class SideProcesses {
    private static final long POLL_MILLIS = 20;

    private final EnvironmentSpec environment;
    private final String replica;
    private final Map<String, String> application;
    private final ReplicaLog output;
    private final Secrets secrets;
    private final SidePorts free;
    private final Consumer<String> broken;
    // The rest is guarded by this object.
    private final Map<String, String> ports = new HashMap<>();
    private final List<ReplicaProcess> processes = new ArrayList<>();
    private boolean over;

    /**
     * @param application variables that say how to run the application's own classes
     * @param secrets what their output must not show: they are not given them, but may read the same files
     * @param free where ports are taken from
     * @param broken is told once why the replica cannot start, or cannot go on; not after {@link #close}
     */
    SideProcesses(
            EnvironmentSpec environment,
            String replica,
            Map<String, String> application,
            ReplicaLog output,
            Secrets secrets,
            SidePorts free,
            Consumer<String> broken) {
        this.environment = environment;
        this.replica = replica;
        this.application = application;
        this.output = output;
        this.secrets = secrets;
        this.free = free;
        this.broken = broken;
    }

    /**
     * Starts them. Does not block.
     *
     * @param ready is told, when the replica may start, which port each port variable has
     */
    void start(Consumer<Map<String, String>> ready) {
        Thread thread = new Thread(() -> startAll(ready), "hearth-beside-" + replica);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends those that run. Without effect if they have ended. */
    void close() {
        List<ReplicaProcess> running;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            running = List.copyOf(processes);
            ports.values().forEach(port -> free.giveBack(Integer.parseInt(port)));
        }
        running.forEach(ReplicaProcess::release);
    }

    /** Completes when those that have been started have ended. */
    synchronized CompletableFuture<?> ended() {
        return CompletableFuture.allOf(
                processes.stream().map(ReplicaProcess::ended).toArray(CompletableFuture<?>[]::new));
    }

    private void startAll(Consumer<Map<String, String>> ready) {
        try {
            Map<String, String> chosen = takePorts();
            for (InitContainerSpec container : environment.container().initContainers()) {
                if (container.sidecar()) {
                    keep(container, chosen);
                } else {
                    runToItsEnd(container, chosen);
                }
            }
            ready.accept(chosen);
        } catch (IOException | TimeoutException | ExecutionException | RuntimeException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            fail("its start was interrupted");
        }
    }

    private synchronized Map<String, String> takePorts() throws IOException {
        for (InitContainerSpec container : environment.container().initContainers()) {
            if (container.portVariable().isPresent() && !over) {
                ports.put(container.portVariable().get(), Integer.toString(free.take()));
            }
        }
        return Map.copyOf(ports);
    }

    private void runToItsEnd(InitContainerSpec container, Map<String, String> chosen)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<String> ended = new CompletableFuture<>();
        ReplicaProcess process = launch(container, chosen, ended::complete);
        String reason;
        try {
            reason = ended.get(container.timeoutSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException(describe(container) + ": it has not ended after " + container.timeoutSeconds()
                    + " s" + process.lastLines()
                    + ". Raise its timeoutSeconds, or set sidecar = true if it shall stay.");
        }
        if (process.exitCode() != 0) {
            throw new IOException(describe(container) + ": it " + reason);
        }
    }

    private void keep(InitContainerSpec container, Map<String, String> chosen)
            throws IOException, TimeoutException, InterruptedException {
        ReplicaProcess process =
                launch(container, chosen, reason -> fail(describe(container) + ", which must stay: it " + reason));
        if (container.portVariable().isEmpty()) {
            return;
        }
        int port = Integer.parseInt(chosen.getOrDefault(container.portVariable().get(), "0"));
        long limit = TimeUnit.SECONDS.toNanos(container.timeoutSeconds());
        long begun = System.nanoTime();
        while (!SidePorts.serves(port)) {
            if (process.ended().isDone()) {
                // Whoever was told of its end has told why.
                throw new IOException(describe(container) + ": it ended before it served");
            }
            if (System.nanoTime() - begun > limit) {
                throw new TimeoutException(describe(container) + ": nobody accepts connections on port " + port
                        + " of the loopback address after " + container.timeoutSeconds() + " s" + process.lastLines()
                        + ". It must serve the port that its variable "
                        + container.portVariable().get() + " names.");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private synchronized ReplicaProcess launch(
            InitContainerSpec container, Map<String, String> chosen, Consumer<String> onEnd) throws IOException {
        if (over) {
            throw new IOException("its replica has ended");
        }
        ProcessBuilder builder = new ProcessBuilder();
        Map<String, String> variables = builder.environment();
        ReplicaVariables.beside(variables, environment, replica, application, chosen);
        builder.command(SideCommand.of(container.name(), container.command(), variables));
        ReplicaProcess process = ReplicaProcess.start(
                builder,
                replica + "-" + container.name(),
                output.source(environment.name(), replica + " " + container.name()),
                secrets,
                onEnd);
        processes.add(process);
        return process;
    }

    /** Once for all, and not when the replica has ended already. */
    private void fail(String reason) {
        synchronized (this) {
            if (over) {
                return;
            }
        }
        close();
        broken.accept(reason);
    }

    private static String describe(InitContainerSpec container) {
        return "init container '" + container.name() + "'";
    }
}
