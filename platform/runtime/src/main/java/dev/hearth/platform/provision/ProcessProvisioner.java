package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A process of this machine for each replica: a JVM with the application's own jar. It inherits the platform's environment variables and
 * working directory, as child processes do. It ends with the platform, whatever way that ends. Safe for use by several threads.
 */
@Singleton
final class ProcessProvisioner implements Provisioner {
    static final String NAME = "process";

    /** How long {@link #close} waits for processes that were killed. */
    private static final long CLOSE_MILLIS = 3000;

    private static final Logger log = Logger.getLogger(ProcessProvisioner.class);

    /** What is known of a replica until it has ended. Touched by the worker alone, but for close. */
    private static final class Replica {
        final EnvironmentSpec environment;
        final String version;
        final String token;
        final Listener listener;
        volatile @Nullable ReplicaProcess process;

        Replica(EnvironmentSpec environment, String version, String token, Listener listener) {
            this.environment = environment;
            this.version = version;
            this.token = token;
            this.listener = listener;
        }
    }

    private final Supplier<List<String>> command;
    private final ArchiveWatch archiveWatch;
    private final CompletionStage<URI> link;
    private final Duration startHold;
    private final ReplicaLog output = new ReplicaLog();
    private final Map<String, Replica> replicas = new ConcurrentHashMap<>();
    private final StartQueue starts;
    private final ProvisionerThread worker = new ProvisionerThread();

    @Inject
    ProcessProvisioner(
            ProcessConfig config, ReplicaArchives archives, ArchiveWatch archiveWatch, PlatformAddress address) {
        this(
                () -> ReplicaCommand.of(
                        config,
                        System.getProperty("java.home"),
                        System.getProperty("java.class.path"),
                        ManagementFactory.getRuntimeMXBean().getInputArguments(),
                        archives::startWords),
                archiveWatch,
                address.link(),
                config.concurrentStarts().orElse(2 * Runtime.getRuntime().availableProcessors()),
                config.startHold());
    }

    /**
     * @param command the command line of every replica; what it throws is the reason why a replica could not be started
     * @param archiveWatch learns what starts, and how it goes
     * @param link where replicas join, once the platform listens there
     * @param concurrentStarts how many start at a time
     * @param startHold how long one that starts may keep others from starting
     */
    ProcessProvisioner(
            Supplier<List<String>> command,
            ArchiveWatch archiveWatch,
            CompletionStage<URI> link,
            int concurrentStarts,
            Duration startHold) {
        this.command = command;
        this.archiveWatch = archiveWatch;
        this.link = link;
        this.startHold = startHold;
        this.starts = new StartQueue(concurrentStarts, this::launch);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(EnvironmentSpec environment, String version, String replica, String token, Listener listener) {
        boolean accepted = worker.execute(() -> {
            replicas.put(replica, new Replica(environment, version, token, listener));
            var unused = link.whenComplete((address, failed) -> worker.execute(() -> {
                if (failed == null) {
                    starts.add(environment.name(), replica);
                } else {
                    ended(replica, "it could not be started: " + failed.getMessage());
                }
            }));
        });
        if (!accepted) {
            listener.ended(replica, "it could not be started: the platform is closing");
        }
    }

    @Override
    public void joined(String replica, String archive) {
        archiveWatch.joined(replica, archive);
        worker.execute(() -> starts.done(replica));
    }

    @Override
    public void kill(String replica) {
        worker.execute(() -> killNow(replica));
    }

    @Override
    public void close() {
        worker.close(() -> {
            starts.clear();
            List.copyOf(replicas.keySet()).forEach(this::killNow);
        });
        CompletableFuture<?>[] ends = replicas.values().stream()
                .map(replica -> replica.process)
                .filter(Objects::nonNull)
                .map(ReplicaProcess::ended)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        output.close();
    }

    private void launch(String name) {
        Replica replica = replicas.get(name);
        if (replica == null) {
            starts.done(name);
            return;
        }
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(archiveWatch.starting(replica.environment.name(), name, command.get()));
            ReplicaVariables.set(
                    builder.environment(),
                    replica.environment,
                    replica.version,
                    name,
                    replica.token,
                    link.toCompletableFuture().join());
            String environment = replica.environment.name();
            ReplicaProcess process = ReplicaProcess.start(builder, name, output.source(environment, name), reason -> {
                if (!worker.execute(() -> ended(name, reason))) {
                    tellEnd(name, reason);
                }
            });
            replica.process = process;
            log.debugf("Replica '%s': started as process %d", name, process.pid());
            holdAtMost(name);
            replica.listener.launched(name);
        } catch (IOException | RuntimeException e) {
            ended(name, "it could not be started: " + e.getMessage());
        }
    }

    private void killNow(String name) {
        Replica replica = replicas.get(name);
        if (replica == null) {
            return;
        }
        ReplicaProcess process = replica.process;
        if (process == null) {
            ended(name, "it was ended before its process had started");
        } else {
            process.kill();
        }
    }

    private void holdAtMost(String name) {
        Executor later =
                CompletableFuture.delayedExecutor(startHold.toMillis(), TimeUnit.MILLISECONDS, worker::execute);
        later.execute(() -> starts.done(name));
    }

    private void ended(String name, String reason) {
        starts.done(name);
        tellEnd(name, reason);
    }

    private void tellEnd(String name, String reason) {
        archiveWatch.ended(name, reason);
        Replica replica = replicas.remove(name);
        if (replica != null) {
            replica.listener.ended(name, reason);
        }
    }
}
